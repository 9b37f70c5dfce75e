using Harness.Core.Storm;

namespace Harness.Tests.Storm;

public class SizeMixTests
{
    [TestCase("4k", 4096, 4096)]
    [TestCase("1k-64k", 1024, 65536)]
    [TestCase("2k:80,20k-100k:19,1m:1", 2048, 1048576)]
    public void Sizes_stay_within_what_was_written(string text, int least, int most)
    {
        var mix = SizeMix.Parse(text);

        Enumerable.Range(0, 1000).Select(mix.Of).Should().OnlyContain(s => s >= least && s <= most);
        mix.Most.Should().Be(most);
    }

    [Test]
    public void Weights_are_kept()
    {
        var mix = SizeMix.Parse("2k:80,1m:20");

        Enumerable.Range(0, 10_000).Count(m => mix.Of(m) == 2048).Should().BeInRange(7800, 8200);
    }

    [TestCase("")]
    [TestCase("4g")]
    [TestCase("17m")]
    [TestCase("0")]
    [TestCase("-4k")]
    [TestCase("64k-1k")]
    [TestCase("1k-2k-3k")]
    [TestCase("1k:0")]
    [TestCase("1k:80,")]
    [TestCase("99999999999999999999")]
    public void What_is_no_size_is_refused_with_its_reason(string text)
        => FluentActions.Invoking(() => SizeMix.Parse(text)).Should().Throw<FormatException>().WithMessage("*\"*");
}
