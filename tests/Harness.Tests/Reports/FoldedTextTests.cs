using Harness.Core.Reports;

namespace Harness.Tests.Reports;

public sealed class FoldedTextTests
{
    [Test]
    public void A_long_line_goes_on_below_its_text()
        => FoldedText.Fold("         before  main.cf:20  a restriction that refuses", 44).Should().Equal(
            "         before  main.cf:20  a restriction", "                 that refuses");

    [Test]
    public void A_command_stays_whole_to_be_copied()
        => FoldedText.Fold("         see     smtp-harness explain fixtures/guide --client 192.0.2.10", 40).Should().HaveCount(1);

    [Test]
    public void Text_without_a_label_goes_on_indented()
        => FoldedText.Fold("one two three four five six seven eight", 30).Should().Equal("one two three four five six", "  seven eight");

    [Test]
    public void Nothing_is_broken_where_no_terminal_is()
    {
        string line = new string('x', 300);
        var output = new StringWriter();
        FoldedText.Write(Cli.PlainConsole.On(output), line + "\n");
        output.ToString().Should().Be(line + "\n");
    }
}
