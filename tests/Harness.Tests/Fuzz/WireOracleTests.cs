using Harness.Core.Evidence;
using Harness.Core.Fuzz;
using Harness.Core.Smtp;

namespace Harness.Tests.Fuzz;

/// <summary>What is harmless is so by rule.</summary>
public class WireOracleTests
{
    private static IEnumerable<BreachKind> Judge(string sent, ConnectionEnd end, bool waitedFor, params Reply[] replies)
    {
        Reply[] all = [Of(220), .. replies];
        var seen = new ConnectionSeen(new ClientSeen("outsider", "192.0.2.1", null), [new Played(new FuzzTransaction(1, "dialogue", []), 0)], sent, all, end, waitedFor);
        return WireOracle.Judge(seen, StrictReading.Of(sent, all)).Select(b => b.Kind);
    }

    private static Reply Of(int code, string text = "x", params ReplyDefect[] defects) => new(code, null, [text], defects);

    [Test]
    public void A_control_that_quotes_the_client_is_the_clients()
        => Judge("NOOP \x1e\r\n", ConnectionEnd.Closed, false, Of(250, "\x1e", ReplyDefect.Control)).Should().BeEmpty();

    [Test]
    public void A_control_of_the_servers_own_is_found()
        => Judge("NOOP\r\n", ConnectionEnd.Closed, false, Of(250, "\x1e", ReplyDefect.Control)).Should().Equal(BreachKind.MalformedReply);

    [Test]
    public void A_long_reply_to_a_short_line_is_found()
        => Judge("NOOP\r\n", ConnectionEnd.Closed, false, Of(250, new string('x', 600), ReplyDefect.Overlong)).Should().Equal(BreachKind.MalformedReply);

    [Test]
    public void A_go_ahead_to_NOOP_is_no_answer() => Judge("NOOP\r\n", ConnectionEnd.Closed, false, Of(354)).Should().Equal(BreachKind.MalformedReply);

    [Test]
    public void A_server_that_has_refused_something_may_go() => Judge("HELP\r\nNOOP\r\n", ConnectionEnd.Closed, true, Of(554)).Should().BeEmpty();

    [Test]
    public void A_server_that_goes_without_a_word_is_found() => Judge("HELP\r\nNOOP\r\n", ConnectionEnd.Closed, true, Of(214)).Should().Equal(BreachKind.NotAlive);

    [Test]
    public void What_was_lost_with_a_broken_connection_is_nobodys() => Judge("HELP\r\nNOOP\r\n", ConnectionEnd.Broken, false, Of(214)).Should().BeEmpty();

    [Test]
    public void More_messages_than_were_sent_are_found()
        => Judge("DATA\r\n.\r\n", ConnectionEnd.Closed, false, Of(354), Of(250, "queued as AAAAAA"), Of(250, "queued as BBBBBB")).Should().Equal(BreachKind.Appeared, BreachKind.Miscounted);
}
