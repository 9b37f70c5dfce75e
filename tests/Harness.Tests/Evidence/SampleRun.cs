using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Verdicts;
using static Harness.Core.Verdicts.Verdict;

namespace Harness.Tests.Evidence;

/// <summary>A run of the guide's configuration as the lab could have seen it, with every verdict in it.</summary>
internal static class SampleRun
{
    public static readonly Policy Guide = new(
        "guide",
        "what the guide claims",
        [new("smuggling/*", Level.Should), new("*", Level.Must)],
        [new("rbl/spamcop/listed", "the lab's bl.spamcop.net zone is switched off in this run")]);

    public static RunRecord Record { get; } = new()
    {
        Schema = RunRecord.CurrentSchema,
        Tool = "smtp-harness 0.1.0",
        Started = new DateTimeOffset(2026, 11, 22, 16, 1, 38, TimeSpan.Zero),
        Seconds = 41.25,
        Policy = Guide.Name,
        Shard = "2/5",
        Target = new TargetRecord(
            "fixtures/guide",
            "Postfix 3.7.11",
            MainCf,
            "fixtures/guide/main.cf",
            [new("smtpd_tls_cert_file = /lab/mail.crt", "the certificate is not there"), new("debug_peer_list = 198.51.100.0/24", "names the restriction that decided")],
            [new("outsider", "198.51.100.9", null), new("inside", "192.0.2.7", "web.test.example"), new("zen-sbl", "198.51.100.66", null)],
            new string('a', 64),
            ["/etc/postfix/main.cf, line 14: overriding earlier entry: smtpd_helo_required=no"])
        {
            StandIns = [new("mysql:/etc/postfix/users.cf", "main.cf:9", "a server that is not in the lab", "a table with the harness's mailboxes")],
            OtherCertificates = [new string('b', 64)],
        },
        Bracket = [new("before", true, "250 2.0.0 Ok: queued as CD5C1E60D7"), new("after", true, "250 2.0.0 Ok: queued as 7B883E60DD")],
        Attacks = SampleAttacks.All,
        Observations = SampleObservations.All,
        Remedies = [new("helo/non-fqdn/localhost", [Helo])],
        Paste = new(["helo/non-fqdn/localhost"], ["helo/non-fqdn/localhost"], [Helo, new("disable_vrfy_command", "yes", false)]),
    };

    public static Judgement Judgement => Judge(Record);

    public const string MainCf = """
        myhostname = mail.test.example
        smtpd_helo_required = yes
        smtpd_helo_restrictions =
          permit_mynetworks,
          reject_invalid_helo_hostname,
          permit
        smtpd_tls_security_level = may
        """;

    private static PasteLine Helo => new("smtpd_helo_restrictions", "permit_mynetworks, reject_non_fqdn_helo_hostname, reject_invalid_helo_hostname, permit", true);

    private static readonly Dictionary<string, (Verdict Verdict, string Reason)> Verdicts = new()
    {
        ["helo/non-fqdn/localhost"] = (Fail, "250 2.1.5 Ok at rcpt where 504 5.5.2 is claimed"),
        ["rbl/zen/wildcard"] = (Inconclusive, "the mail log has no line of the session"),
        ["rbl/spamcop/listed"] = (Fail, "250 2.1.5 Ok at rcpt where 554 5.7.1 is claimed"),
        ["tls/certificate"] = (NotApplicable, "no certificate is configured"),
        ["tls/certificate/expired"] = (NotApplicable, "no certificate is configured"),
        ["smuggling/lf-dot-lf"] = (Inconclusive, "no answer came before the deadline"),
        ["relay/percent-hack"] = (Error, "the harness failed: SOCKS5 proxy refused the connection"),
    };

    /// <summary>The findings that belong to these ids, in the record's order, whatever the record's strings are.</summary>
    public static Judgement Judge(RunRecord record, Func<string, string>? spell = null) => new(
        record,
        Guide with { Name = spell?.Invoke(Guide.Name) ?? Guide.Name },
        [.. record.Attacks.Select((attack, at) => Finding(record, attack, Record.Attacks[at].Id, spell ?? (s => s)))],
        [.. new[] { "rbl/zen/test-point passes; the policy expects no failure there any more" }.Select(spell ?? (s => s))]);

    private static Finding Finding(RunRecord record, Attack attack, string id, Func<string, string> spell)
    {
        (Verdict verdict, string reason) = Verdicts.GetValueOrDefault(id, (Pass, "the server answered as claimed"));
        return new Finding
        {
            Attack = attack,
            Level = Guide.LevelOf(id)!.Value,
            Verdict = verdict,
            Reason = spell(reason),
            Observation = record.Observations.FirstOrDefault(o => o.Attack == attack.Id && !o.IsControl),
            Control = record.Observations.FirstOrDefault(o => o.Attack == attack.Id && o.IsControl),
            Expected = Guide.ExceptionFor(id)?.Reason is { } expected ? spell(expected) : null,
        };
    }
}
