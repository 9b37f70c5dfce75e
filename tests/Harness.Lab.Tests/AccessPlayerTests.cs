using System.Collections.Concurrent;
using System.Net;
using Harness.Core.Postfix.Access;
using Harness.Lab.Plays;
using Harness.Lab.Plays.Lane;

namespace Harness.Lab.Tests;

/// <summary>Sessions of the access model, played: what comes back is what the server said, and which restriction decided.</summary>
public class AccessPlayerTests
{
    private static readonly AccessSession _ordinary = new()
    {
        Client = IPAddress.Parse("192.0.2.10"),
        ClientName = "mail10.outsider.example",
        ReverseName = "mail10.outsider.example",
        Helo = "mail10.outsider.example",
        Sender = "someone@sender.example",
        Recipients = ["alice@yourdomain.no"],
    };

    private static readonly (AccessSession Session, string Outcome)[] _sessions =
    [
        (_ordinary, "Rcpt 250 2.1.5 "),
        (_ordinary with { Helo = "localhost" }, "Rcpt 504 5.5.2 reject_non_fqdn_helo_hostname"),
        (_ordinary with { Helo = null }, "Mail 503 5.5.1 "),
        (_ordinary with { Recipients = ["someone@tls.example"] }, "Rcpt 454 4.7.1 defer_unauth_destination"),
        (_ordinary with { Recipients = ["no-such-user@yourdomain.no"] }, "Rcpt 550 5.1.1 "),
        (_ordinary with { Recipients = ["no-such-user@yourdomain.no", "alice@yourdomain.no"] }, "Rcpt 250 2.1.5 "),
        (_ordinary with { Client = IPAddress.Parse("192.0.2.32"), ClientName = "unknown", ReverseName = "unknown" }, "Rcpt 554 5.7.1 reject_rbl_client"),
        (_ordinary with { Client = null, ClientName = "unknown", ReverseName = "unknown", NameIsTemporary = true }, "Rcpt 250 2.1.5 "),
        (_ordinary with { Client = IPAddress.Parse("2001:db8:c::32") }, "Rcpt 554 5.7.1 reject_rbl_client"),
        (_ordinary with { Client = IPAddress.Parse("192.168.7.77"), Recipients = ["someone@tls.example"] }, "Rcpt 250 2.1.5 "),
        (_ordinary with { Tls = true, Asked = AccessCommand.Data }, "Data 354  "),
        (_ordinary with { Asked = AccessCommand.EndOfData }, "EndOfData 250 2.0.0 "),
        (_ordinary with { Asked = AccessCommand.Helo }, "Helo 250  "),
        (_ordinary with { Asked = AccessCommand.Vrfy, Sender = null, Recipients = ["alice@yourdomain.no"] }, "Vrfy 252 2.0.0 "),
        (_ordinary with { Asked = AccessCommand.Etrn, Sender = null, Recipients = ["yourdomain.no"] }, "Etrn 459  "),
    ];

    [Test]
    public async Task Tells_reply_and_deciding_restriction_of_every_session()
    {
        IReadOnlyList<PlayedSession> played = await SharedLab.Target.AccessPlayer().PlayAsync([.. _sessions.Select(s => s.Session)], default);

        played.Select(p => p.Fault ?? Shown(p.Observed!)).Should().Equal(_sessions.Select(s => s.Outcome));
    }

    [Test]
    public async Task The_fast_lane_hears_what_the_traced_one_hears()
    {
        LabServer server = await SharedLab.Lab.ServerSideAsync(SharedLab.Target, default);
        var heard = new Heard();

        await SharedLab.Target.AccessLane(server).PlayAsync(_sessions.Select(s => s.Session), heard, default);

        _sessions.Select(s => heard.Answers[s.Session]).Should().Equal(_sessions.Select(s => s.Outcome[..(s.Outcome.LastIndexOf(' ') + 1)]));
    }

    private sealed class Heard : ILaneListener
    {
        public ConcurrentDictionary<AccessSession, string> Answers { get; } = [];

        public void Answered(AccessSession session, LaneAnswer answer) => Answers[session] = Shown(answer.ToOutcome());

        public void Failed(AccessSession session, string fault) => Answers[session] = fault;
    }

    private static string Shown(AccessOutcome outcome) => $"{outcome.Stage} {outcome.Code} {outcome.Enhanced} {outcome.Restriction}";
}
