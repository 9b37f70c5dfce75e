using Harness.Core.Engine;

namespace Harness.Tests.Engine;

internal sealed class ShardTests
{
    private static readonly string[] _ids = [.. Enumerable.Range(0, 43).Select(i => $"helo/malformed/{(i * 17) % 43:D2}")];

    [TestCase(1), TestCase(2), TestCase(5), TestCase(43), TestCase(100)]
    public void All_shards_together_are_the_attacks_each_once(int count)
        => Enumerable.Range(1, count).SelectMany(n => Shard.Of(n, count).Select(_ids, i => i)).Should().BeEquivalentTo(_ids);

    [Test]
    public void Shards_are_alike_in_size()
        => Enumerable.Range(1, 5).Select(n => Shard.Of(n, 5).Select(_ids, i => i).Count).Should().OnlyContain(c => c == 8 || c == 9);

    [Test]
    public void What_falls_to_a_shard_does_not_hang_on_the_order_of_the_list()
        => Shard.Of(2, 5).Select([.. _ids.Reverse()], i => i).Should().Equal(Shard.Of(2, 5).Select(_ids, i => i).Reverse());

    [Test]
    public void A_shard_is_written_as_it_is_read() => Shard.Parse("2/5").ToString().Should().Be("2/5");

    [TestCase(""), TestCase("0/5"), TestCase("6/5"), TestCase("1/0"), TestCase("2"), TestCase("2/"), TestCase("-1/5"), TestCase("1/1001"), TestCase(" 1/5"), TestCase("1/5\n"), TestCase("1/99999999999")]
    public void What_is_no_shard_is_refused(string text)
        => FluentActions.Invoking(() => Shard.Parse(text)).Should().Throw<FormatException>().WithMessage("no shard *NUMBER/COUNT*");
}
