using Harness.Core.Evidence;
using Harness.Core.Postfix.MailLog;
using Harness.Core.Postfix.Trace;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using Harness.Core.Verdicts;
using Harness.Tests.Engine;

namespace Harness.Tests.Verdicts;

/// <summary>A run of one attack, sound in every respect; a test spoils one.</summary>
internal static class Cases
{
    public static readonly PresentedCertificate Certificate = new(
        "CN=mx", "CN=mx", default, default, new string('a', 64), "RSA", 2048, []);

    /// <summary>Refused at RCPT by a list, logged, and nothing arrived.</summary>
    public static readonly Observation Refused = new()
    {
        Attack = "a/b",
        Client = new ClientSeen("outsider", "198.51.100.9", null),
        Outcome = new Outcome(Ending.Completed, Stage.Rcpt, 554, "5.7.1", "Service unavailable; blocked using zen.spamhaus.org"),
        Exchanges = [new Exchange(Stage.Helo, "EHLO a", 250, null, ["mx", "PIPELINING", "SIZE 1024"])],
        Log = ["mx postfix/smtpd[1]: NOQUEUE: reject: RCPT"],
        Rejections = [new Rejection("reject", "RCPT", "unknown", "198.51.100.9", 554, "5.7.1", "Service unavailable", "a@b", "c@d", "SMTP", "a", null)],
        Trace = [],
        Decided = new RestrictionStep("Recipient address", "reject_rbl_client", "zen.spamhaus.org", RestrictionStatus.Reject),
        Arrivals = [],
        Tls = new TlsOutcome(true, "TLSv1.3", "x", Certificate, null),
    };

    public static readonly Observation Accepted = Refused with
    {
        Outcome = new Outcome(Ending.Completed, Stage.EndOfData, 250, "2.0.0", "Ok: queued"),
        Decided = null,
        Arrivals = [new Arrival("mx-tls", "c@d", "a@b", "TLSv1.3")],
    };

    public static readonly Attack Claim = Sessions.Attack(Sessions.Say("HELO a")) with { Pass = [Replies("5xx")] };

    public static readonly Policy Must = Policy(Level.Must);

    public static Policy Policy(Level level, params ExpectedFailure[] exceptions) => new("p", "t", [new PolicyRule("*", level)], exceptions);

    public static Expectation Replies(params string[] patterns) => new() { Reply = [.. patterns.Select(Sessions.Pattern)] };

    public static RunRecord Run(Attack attack, params Observation[] seen) => new()
    {
        Schema = RunRecord.CurrentSchema,
        Tool = "t",
        Started = default,
        Seconds = 1,
        Policy = "p",
        Target = new TargetRecord("t", "s", null, null, [], [], Certificate.Sha256, []),
        Bracket = [new Bracket("before", true, ""), new Bracket("after", true, "")],
        Attacks = [attack],
        Observations = seen,
    };

    public static Finding Judged(Attack attack, params Observation[] seen) => Judge.Judging(Run(attack, seen), Must).Findings.Single();
}
