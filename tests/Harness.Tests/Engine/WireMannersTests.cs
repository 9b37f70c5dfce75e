using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using static Harness.Tests.Engine.Sessions;

namespace Harness.Tests.Engine;

/// <summary>Steps that are said often, early, at length; and messages that go to nobody whom the caller did not name.</summary>
public sealed class WireMannersTests
{
    private static async Task<(Observation Seen, IReadOnlyList<string> Lines)> PlayAsync(Manners manners, Func<string, string?> answer, params Step[] steps)
    {
        await using var server = new AnsweringServer((line, _) => answer(line));
        Observation seen = await Sessions.PlayAsync(server.Target(manners: manners), Attack(steps));
        return (seen, server.Connections.Single());
    }

    private static Task<(Observation Seen, IReadOnlyList<string> Lines)> PlayAsync(Func<string, string?> answer, params Step[] steps)
        => PlayAsync(Manners.InTheLab, answer, steps);

    [Test]
    public async Task A_line_is_said_as_often_as_its_step_says_and_counted()
    {
        (Observation seen, IReadOnlyList<string> lines) = await PlayAsync(AnsweringServer.Usual, new Say("NOOP {n}") { Times = 3 });
        lines.Should().Equal("NOOP 1", "NOOP 2", "NOOP 3", "QUIT");
        seen.Exchanges.Should().HaveCount(4);
    }

    [Test]
    public async Task A_line_is_not_said_again_after_an_answer_that_is_not_awaited()
    {
        (Observation seen, IReadOnlyList<string> lines) = await PlayAsync(
            l => l == "NOOP 2" ? "502 no" : AnsweringServer.Usual(l), new Say("NOOP {n}") { Times = 3, Await = Pattern("250") });
        lines.Should().Equal("NOOP 1", "NOOP 2", "QUIT");
        seen.Outcome!.Code.Should().Be(502);
    }

    [Test]
    public async Task After_421_nothing_is_said_whatever_was_awaited()
    {
        (Observation seen, IReadOnlyList<string> lines) = await PlayAsync(l => l == "NOOP 2" ? "421 go away" : AnsweringServer.Usual(l), new Say("NOOP {n}") { Times = 9 });
        lines.Should().Equal("NOOP 1", "NOOP 2", "QUIT");
        seen.Outcome.Should().Match<Outcome>(o => o.Ending == Ending.Turned && o.Code == 421);
    }

    [Test]
    public async Task An_early_talker_has_its_answers_after_the_greeting()
    {
        (Observation seen, _) = await PlayAsync(AnsweringServer.Usual, new SendOctets("NOOP\r\n", null, 1) { Early = true }, Say("RSET", "250"));
        seen.Exchanges.Select(e => (e.Code, e.Sent)).Should().Equal((220, ""), (250, @"NOOP\r\n"), (250, "RSET"));
        seen.Transcript.Select(t => t.By).Should().ContainInOrder("C", "S");
    }

    [Test]
    public async Task A_message_is_made_larger_than_the_size_that_was_announced()
    {
        int octets = 0;
        await using var server = new AnsweringServer((line, _) => AnsweringServer.Usual(line)) { Counted = n => octets += n };
        await Sessions.PlayAsync(server.Target(), Attack(Say("EHLO a"), Say("DATA", "354"), new SendMessage("Large") { OverSize = true }));
        octets.Should().BeGreaterThan(1_020_000).And.BeLessThan(1_040_000);
    }

    [Test]
    public async Task Without_an_announced_size_nothing_is_over_it()
    {
        (Observation seen, IReadOnlyList<string> lines) = await PlayAsync(
            l => l.StartsWith("EHLO", StringComparison.Ordinal) ? "250 mx" : AnsweringServer.Usual(l), Say("EHLO a"), Say("DATA", "354"), new SendMessage("Large") { OverSize = true });
        seen.Outcome!.Ending.Should().Be(Ending.Withheld);
        lines.Should().NotContain(".");
    }

    [TestCase("RCPT TO:<stranger@x.example>", false)]
    [TestCase("RCPT TO:<alice@test.example>", true)]
    public async Task A_message_goes_only_to_whom_the_caller_named(string recipient, bool sent)
    {
        (Observation seen, IReadOnlyList<string> lines) = await PlayAsync(
            new Manners { MayReach = r => r == "<alice@test.example>" }, AnsweringServer.Usual,
            Say("EHLO a"), Say("MAIL FROM:<>"), Say(recipient, "250"), Say("DATA", "354"), new SendMessage("x"));
        lines.Contains("DATA").Should().Be(sent);
        (seen.Outcome!.Ending == Ending.Withheld).Should().Be(!sent);
        seen.Outcome.Fate(null).Should().Be(sent ? "accepted at DATA" : "accepted at RCPT");
    }

    [TestCase("RCPT TO:<stranger@x.example>\r\nDATA\r\n")]
    [TestCase("RCPT TO:<stranger@x.example>\r\nBDAT 3 LAST\r\nx\r\n")]
    [TestCase("rcpt to:<stranger@x.example>\ndata\n")]
    public async Task Nor_does_one_in_octets_as_they_are(string octets)
    {
        (_, IReadOnlyList<string> lines) = await PlayAsync(
            new Manners { MayReach = r => r == "<alice@test.example>" }, AnsweringServer.Usual, Say("EHLO a"), Say("MAIL FROM:<>"), new SendOctets(octets, null, 2));
        lines.Should().Equal("EHLO a", "MAIL FROM:<>", "QUIT");
    }

    [Test]
    public async Task Nor_does_one_that_is_sent_before_the_greeting()
    {
        await using var server = new AnsweringServer((line, _) => AnsweringServer.Usual(line));
        Observation seen = await Sessions.PlayAsync(
            server.Target(manners: new Manners { MayReach = r => r == "<alice@test.example>" }),
            Attack(new SendOctets("HELO a\r\nMAIL FROM:<>\r\nRCPT TO:<stranger@x.example>\r\nDATA\r\n", null, 4) { Early = true }));
        seen.Outcome!.Ending.Should().Be(Ending.Withheld);
        server.Connections.SelectMany(c => c).Should().NotContain("DATA");
    }

    [Test]
    public async Task A_recipient_that_was_refused_is_reached_by_nothing()
    {
        (_, IReadOnlyList<string> lines) = await PlayAsync(
            new Manners { MayReach = r => r == "<alice@test.example>" }, l => l.Contains("stranger", StringComparison.Ordinal) ? "554 no" : AnsweringServer.Usual(l),
            Say("EHLO a"), Say("MAIL FROM:<>"), Say("RCPT TO:<stranger@x.example>"), Say("RCPT TO:<alice@test.example>"), Say("DATA", "354"), new SendMessage("x"));
        lines.Should().Contain(".");
    }

    [Test]
    public async Task A_transcript_holds_the_beginning_of_what_is_long()
    {
        (Observation seen, _) = await PlayAsync(AnsweringServer.Usual, Say("NOOP {a*100000}"), new Say("NOOP {n}") { Times = 1000 });
        seen.Transcript.Should().HaveCountLessThan(700).And.OnlyContain(t => t.Text.Length < 700);
        seen.Transcript.Should().Contain(t => t.Text.Contains("99405 more characters", StringComparison.Ordinal)).And.Contain(t => t.Text == "the rest is not kept");
        seen.Exchanges.Should().OnlyContain(e => e.Sent.Length < 700);
    }
}
