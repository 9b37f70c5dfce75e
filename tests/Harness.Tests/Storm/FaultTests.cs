using Harness.Core.Storm.Faults;

namespace Harness.Tests.Storm;

public class FaultTests
{
    [Test]
    public void A_fault_has_a_share_or_a_time_and_a_duration()
    {
        Fault.Parse("down@20%+30s").Should().Be(new Fault(FaultKind.Down, 0.2, default, TimeSpan.FromSeconds(30)));
        Fault.Parse("slow@1.5s").Should().Be(new Fault(FaultKind.Slow, null, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(10)));
    }

    [Test]
    public void Every_kind_has_a_word_that_reads_as_it()
    {
        Fault.Words.Should().HaveCount(Enum.GetValues<FaultKind>().Length);
        Fault.Words.Select(w => Fault.Parse($"{w}@1s").Word).Should().Equal(Fault.Words);
    }

    [TestCase("")]
    [TestCase("down")]
    [TestCase("fire@5s")]
    [TestCase("down@")]
    [TestCase("down@100%")]
    [TestCase("down@-5s")]
    [TestCase("down@5")]
    [TestCase("down@5s+")]
    [TestCase("down@5s+1s+1s")]
    [TestCase("down@5s@6s")]
    [TestCase("down@NaN%")]
    [TestCase("down@99999999s")]
    public void What_is_no_fault_is_refused_with_its_reason(string text)
        => FluentActions.Invoking(() => Fault.Parse(text)).Should().Throw<FormatException>().WithMessage("*\"*");
}
