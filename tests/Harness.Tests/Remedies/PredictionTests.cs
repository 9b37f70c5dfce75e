using Harness.Core.Evidence;
using Harness.Core.Remedies;
using Harness.Core.Reports;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;

namespace Harness.Tests.Remedies;

public sealed class PredictionTests
{
    private static readonly IReadOnlyList<Attack> _attacks = ForetoldRun.Attacks("helo/malformed/*", "address/sender-fqdn/*");

    [Test]
    public void Each_session_of_the_lists_has_the_line_that_decides()
        => ForetoldRun.Of(ForetoldRun.Guide, _attacks).Observations.Single(o => o.Attack == "address/sender-fqdn/bare" && !o.IsControl)
            .Predicted!.ToString().Should().Be("504 5.5.2 at rcpt by reject_non_fqdn_sender (main.cf:17)");

    [Test]
    public void A_line_that_nothing_traced_is_told_as_foretold()
        => Verbose(ForetoldRun.Of(ForetoldRun.Guide, _attacks)).Should().Contain("main.cf:17  reject_non_fqdn_sender,  (foretold, not traced)");

    [Test]
    public void A_server_that_does_otherwise_is_told_and_counted()
    {
        RunRecord record = ForetoldRun.Of(ForetoldRun.Guide, _attacks, otherwise: seen => seen.Attack == "address/sender-fqdn/bare" && !seen.IsControl
            ? seen with { Outcome = new Outcome(Ending.Completed, Stage.Rcpt, 250, "2.1.5", "Ok") } : seen);
        string text = Verbose(record);
        text.Should().Contain("foretold 504 5.5.2 at rcpt by reject_non_fqdn_sender (main.cf:17)");
        text.Should().MatchRegex(@"the access model foretold 1 of \d+ answers otherwise");
    }

    [TestCase("EHLO {helo}|MAIL FROM:<{sender}>|RCPT TO:<{recipient}>", "rcpt")]
    [TestCase("EHLO {helo}|MAIL FROM:<>|RCPT TO:<{recipient}>|DATA", "data")]
    [TestCase("HELO {helo}", "helo")]
    [TestCase("MAIL FROM:<{sender}>", "mail")]
    public void An_ordinary_dialogue_is_the_models(string lines, string stage) => Dialogue(lines)!.Stage.ToWord().Should().Be(stage);

    [TestCase("EHLO {helo}|MAIL FROM:<{sender}>|RCPT TO:<{recipient}>|RCPT TO:<{recipient}>")]
    [TestCase("EHLO {helo}|MAIL FROM: {sender}")]
    [TestCase("EHLO {helo}|MAIL FROM:<{sender}>|RSET")]
    [TestCase("EHLO {helo}|NOOP")]
    [TestCase("EHLO caf\u00e9.example")]
    [TestCase("DATA")]
    [TestCase("EHLO {helo}|STARTTLS")]
    public void Any_other_is_not(string lines) => Dialogue(lines).Should().BeNull();

    private static AccessDialogue? Dialogue(string lines)
        => AccessDialogue.Of(
            [.. lines.Split('|').Select(l => new Say(l) { Await = ReplyPattern.Accepted })],
            new Placeholders(new Dictionary<string, string>(), new Dictionary<string, string> { ["helo"] = "mail.example", ["sender"] = "a@b.example", ["recipient"] = "c@d.example" }),
            new ClientSeen("outsider", "192.0.2.1", null));

    private static string Verbose(RunRecord record)
    {
        using var text = new StringWriter();
        new TextReport(verbose: true, width: 200).Write(ForetoldRun.Judged(record), text);
        return text.ToString();
    }
}
