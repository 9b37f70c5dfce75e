using Harness.Core.Evidence;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Trace;
using Harness.Core.Smtp;
using Harness.Core.Smtp.Tls;

namespace Harness.Tests.Evidence;

/// <summary>What the attacks of <see cref="SampleRun"/> left behind: every ending and every member of an observation.</summary>
internal static class SampleObservations
{
    private static readonly ClientSeen Outsider = new("outsider", "198.51.100.9", null);
    private static readonly Outcome Accepted = new(Ending.Completed, Stage.Rcpt, 250, "2.1.5", "Ok");

    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<Observation> All { get; } =
    [
        Refused("helo/bad/underscore", "HELO bad_name.example", Outsider, 501, "5.5.2", "<bad_name.example>: Helo command rejected: Invalid name"),
        Refused("helo/bad/leading-hyphen", "HELO -bad.example", Outsider, 501, "5.5.2", "<-bad.example>: Helo command rejected: Invalid name"),
        Refused("helo/bad/double-dot", "HELO bad..example", Outsider, 501, "5.5.2", "<bad..example>: Helo command rejected: Invalid name"),
        Let("helo/non-fqdn/localhost", "HELO localhost") with
        {
            Decided = new RestrictionStep("Helo command", "permit", null, RestrictionStatus.Permit) { Parameter = "smtpd_helo_restrictions", Run = 1 },
            DecidedAt = new SettingLine("fixtures/guide/main.cf", 6, "smtpd_helo_restrictions", "permit"),
            Predicted = new Prediction(Stage.Rcpt, 504, "5.5.2", "reject_non_fqdn_helo_hostname", null),
        },
        Let("helo/non-fqdn/localhost", "HELO mail.good.example") with
        {
            IsControl = true,
            Examined = new Examined(Holding.Holds, "10 mail.test.example", ["test.example. MX 10 mail.test.example"], []),
        },
        Refused("rbl/zen/listed", "HELO mail.good.example", new("zen-sbl", "198.51.100.66", "bad.listed.example"), 554, "5.7.1",
            "Service unavailable; Client host [198.51.100.66] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/198.51.100.66") with
        {
            // As of a crowd, which is not traced.
            Predicted = new Prediction(Stage.Rcpt, 554, "5.7.1", "reject_rbl_client", new SettingLine("fixtures/guide/main.cf", 12, "smtpd_recipient_restrictions", "reject_rbl_client zen.spamhaus.org,")),
        },
        Let("rbl/zen/wildcard", "HELO mail.good.example") with { Log = null, Missing = "the mail log has no line of the session" },
        Let("rbl/spamcop/listed", "HELO mail.good.example"),
        new()
        {
            Attack = "tls/starttls",
            Client = Outsider,
            Outcome = new(Ending.TlsFailed, Stage.Helo, null, null, "the server hung up during the handshake"),
            Tls = new TlsOutcome(true, "TLSv1.3", "TLS_AES_256_GCM_SHA384", new PresentedCertificate(
                "CN=mail.test.example", "CN=Lab", Noon, Noon.AddDays(90), new string('a', 64), "RSA", 2048, ["mail.test.example"]), "late"),
            Transcript = [new(0, "*", "connected"), new(3.5, "*", "TLSv1.3 established")],
        },
        new() { Attack = "tls/certificate", Client = Outsider, Outcome = new(Ending.Turned, Stage.Helo, 502, "5.5.1", "Error: command not implemented") },
        new() { Attack = "tls/certificate/expired", Outcome = new(Ending.Closed, Stage.Connect, null, null, "the server closed the connection"), FirstAnswer = "450 (at rcpt), 60 s before" },
        new()
        {
            Attack = "tls/version/tls10",
            Client = Outsider,
            Outcome = new(Ending.Completed, Stage.Helo, null, null, "TLSv1.0 with TLS_RSA_WITH_AES_128_CBC_SHA"),
            Tls = new TlsOutcome(false, "TLSv1.0", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", new PresentedCertificate(
                "CN=mail.test.example", "CN=Lab", Noon, Noon.AddDays(90), new string('a', 64), "RSA", 2048, ["mail.test.example"]) { SignedWith = "RSA with SHA-256", MustStaple = true }, null)
            {
                Issuers = [new PresentedCertificate("CN=Lab", "CN=Lab", Noon, Noon.AddDays(900), new string('b', 64), "RSA", 4096, [])],
                Anchored = false,
                Hello = new HelloFacts(new ClientHello("TLSv1.0", "all", "mail.test.example"), HelloEnd.Agreed, "unrecognized_name", new AgreedGroup("secp256r1", 128))
                {
                    Stapled = false,
                    Ticket = true,
                    SessionId = false,
                    SecureRenegotiation = true,
                    Compressed = false,
                },
            },
        },
        new()
        {
            Attack = "smuggling/lf-dot-lf",
            Client = Outsider,
            Outcome = new(Ending.TimedOut, Stage.EndOfData, null, null, "no reply within 30 s"),
            Transcript = [.. Long()],
            Shed = new Shedding(false, 30.1),
            Flood = new FloodSeen(60, 50, 9),
            Mail = [new MailTried(MailTried.During, true, "250 2.0.0 Ok (at end-of-data)", 0.1, "198.51.100.10"), new MailTried(MailTried.After, true, "250 2.0.0 Ok (at end-of-data)", 0.2, null)],
            Log = [],
        },
        new() { Attack = "relay/percent-hack", Outcome = new(Ending.Unreachable, Stage.Connect, null, null, "no route"), Fault = "SOCKS5 proxy refused the connection", Variant = "null", Lacking = "a recipient at a foreign host" },
    ];

    private static IEnumerable<TranscriptLine> Long()
    {
        yield return new(0, "S", @"220 mail.test.example ESMTP Postfix\r\n");
        for (var line = 1; line <= 30; line++)
            yield return new(line, "C", $@"X-Padding: {line}\n");
        yield return new(31, "C", @"\n.\n");
        yield return new(30_031, "*", "no reply within 30 s");
    }

    private static Observation Refused(string attack, string helo, ClientSeen client, int code, string enhanced, string text) => Let(attack, helo) with
    {
        Client = client,
        Outcome = new(Ending.Completed, Stage.Rcpt, code, enhanced, text),
        Exchanges = [new(Stage.Connect, "", 220, null, ["mail.test.example ESMTP Postfix"]), new(Stage.Rcpt, "RCPT TO:<alice@test.example>", code, enhanced, [text])],
        Log = [$"Nov 22 16:01:39 mx postfix/smtpd[119]: NOQUEUE: reject: RCPT from unknown[{client.Address}]: {code} {enhanced} {text}; from=<a@good.example> to=<alice@test.example> proto=SMTP helo=<x>"],
        Rejections = [new("reject", "RCPT", "unknown", client.Address, code, enhanced, text, "a@good.example", "alice@test.example", "SMTP", "x", "CD5C1E60D7")],
        Trace = [new("Client host", "permit_mynetworks", null, RestrictionStatus.Dunno), new("Helo command", "reject_invalid_helo_hostname", null, RestrictionStatus.Reject) { Run = 1, Depth = 1, Warned = true }],
        Decided = new("Recipient address", "reject_rbl_client", "zen.spamhaus.org", RestrictionStatus.Reject),
        Arrivals = [],
    };

    private static Observation Let(string attack, string helo) => new()
    {
        Attack = attack,
        Client = Outsider,
        Outcome = Accepted,
        Exchanges = [new(Stage.Helo, helo, 250, null, ["mail.test.example"]), new(Stage.Rcpt, "RCPT TO:<alice@test.example>", 250, "2.1.5", ["Ok"])],
        Transcript =
        [
            new(0, "*", "connected to 172.30.0.5:25"),
            new(1.5, "S", @"220 mail.test.example ESMTP Postfix\r\n"),
            new(2, "C", helo + @"\r\n"),
            new(2.5, "S", @"250 mail.test.example\r\n"),
            new(3, "C", @"MAIL FROM:<a@good.example>\r\n"),
            new(3.5, "S", @"250 2.1.0 Ok\r\n"),
            new(4, "C", @"RCPT TO:<alice@test.example>\r\n"),
            new(12.25, "S", @"250 2.1.5 Ok\r\n"),
        ],
        Log = ["Nov 22 16:01:39 mx postfix/smtpd[119]: connect from unknown[198.51.100.9]"],
        Arrivals = [new("mailbox", "alice@test.example", "a@good.example", null), new("mx-tls", "bob@elsewhere.example", "a@good.example", "TLSv1.3 TLS_AES_256_GCM_SHA384") { Message = @"Subject: x\r\n\r\nhi\r\n" }],
    };
}
