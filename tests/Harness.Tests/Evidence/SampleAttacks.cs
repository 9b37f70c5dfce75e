using Harness.Core.Scenarios;
using Harness.Core.Smtp;

namespace Harness.Tests.Evidence;

/// <summary>The attacks of <see cref="SampleRun"/>: every kind of step and every member of an attack stands in one of them.</summary>
internal static class SampleAttacks
{
    private const string Helo = "The HELO Handshake";
    private const string Rbl = "The RBL Shield (Real-time Blackhole Lists)";
    private const string Tls = "Securing the Transport";

    public static IReadOnlyList<Attack> All { get; } =
    [
        HeloAttack("helo/bad/underscore", "HELO bad_name.example"),
        HeloAttack("helo/bad/leading-hyphen", "HELO -bad.example"),
        HeloAttack("helo/bad/double-dot", "HELO bad..example"),
        HeloAttack("helo/non-fqdn/localhost", "HELO localhost") with
        {
            Claim = "a client that introduces itself with a bare word is turned away",
            Remedy = "smtpd_helo_restrictions needs reject_non_fqdn_helo_hostname after permit_mynetworks",
            Paste = new Dictionary<string, string> { ["smtpd_helo_restrictions"] = "reject_non_fqdn_helo_hostname" },
            Control = new Control
            {
                From = "inside",
                Let = new Dictionary<string, string> { ["helo"] = "mail.good.example" },
                Pass = [new Expectation { Stage = Stage.Rcpt, Reply = [Pattern("250")], Because = "a good name is welcome" }],
            },
            NotApplicable = [new Expectation { Reply = [Pattern("502")], Because = "the server knows no HELO" }],
        },
        ListAttack("rbl/zen/listed", "a client on zen.spamhaus.org is turned away", "zen-sbl"),
        ListAttack("rbl/zen/wildcard", "a zone that lists the whole world turns nobody away", "outsider"),
        ListAttack("rbl/spamcop/listed", "a client on bl.spamcop.net is turned away", "spamcop"),
        TlsAttack("tls/starttls", [new Say("EHLO {helo}"), new Say("STARTTLS") { Await = Pattern("220") }, new StartTls(), new Say("EHLO {helo}")]),
        TlsAttack("tls/certificate", [new Submit("{sender}", "{recipient}", "required", "alice")]),
        TlsAttack("tls/certificate/expired", [new Submit("{sender}", "{recipient}", "offered", "{user}") { Password = "{password}" }]),
        TlsAttack("tls/version/tls10", [new Say("STARTTLS") { Await = Pattern("220") }, new SayHello("TLSv1.0", "all", "{mx}")]) with
        {
            Pass =
            [
                new Expectation
                {
                    Tls = new TlsExpectation
                    {
                        Agreed = true,
                        Protocol = ["TLSv1.2"],
                        Suites = ["aead"],
                        ValidNow = true,
                        NamesServer = true,
                        KeyStrength = 112,
                        GroupStrength = 112,
                        SoundSignatures = true,
                        WholeChain = true,
                        StapledAsDemanded = true,
                        Resumable = true,
                        SecureRenegotiation = true,
                        Compressed = false,
                    },
                },
            ],
        },
        Beyond("smuggling/lf-dot-lf", "a bare-LF end of data does not end the message", new Source(Rfc: "5321 §4.1.1.4", Cve: "CVE-2023-51764"),
            [new Say("DATA") { Await = Pattern("354") }, new SendOctets(null, "6e6f740a2e0a", 0), new SendMessage("after the dot"), new HangUp(Half: true)]) with { MayWedge = true },
        Beyond("relay/percent-hack", "an address with a second host in its local part is not relayed", new Source(Rfc: "5321 §3.3"),
            [new Hold(5), new Deafen("NOOP", 5), new Flood(60, 1, 5), new Authenticate("plain", "{user}", "{password}"), new SendOctets("RCPT TO:<bob%elsewhere.example@{domain}>\r\n", null, 1)]) with
        {
            Each = [new Variant("null", new Dictionary<string, string> { ["mail-from"] = "<>" }), new Variant("ours", new Dictionary<string, string> { ["mail-from"] = "<{recipient}>" })],
            When = new Dictionary<string, string> { ["zen.spamhaus.org"] = "servfail" },
            AppliesWhen = new Dictionary<string, string> { ["smtpd_tls_security_level"] = "encrypt" },
        },
    ];

    private static ReplyPattern Pattern(string text) => ReplyPattern.TryParse(text, out var pattern) ? pattern! : throw new ArgumentException(text);

    private static Attack HeloAttack(string id, string line) => new()
    {
        Id = id,
        Claim = "a client whose HELO name no host can have is turned away",
        Source = new Source(Helo, "5321 §4.1.1.1"),
        From = "outsider",
        Steps = [new Say(line) { Await = Pattern("250") }, new Say("MAIL FROM:<{sender}>"), new Say("RCPT TO:<{recipient}>")],
        Let = new Dictionary<string, string> { ["sender"] = "a@good.example" },
        Pass =
        [
            new Expectation
            {
                Stage = Stage.Rcpt,
                Reply = [Pattern("501 5.5.2"), Pattern("504 5.5.2")],
                Restriction = ["reject_*_helo_hostname"],
                Says = ["Helo command rejected"],
                Log = ["NOQUEUE: reject: RCPT"],
                Delivered = "nowhere",
                Arrivals = 0,
                Closed = false,
                ShedWithin = 13,
                TurnedAway = 1,
                Omits = ["queued as"],
                EnhancedCodes = true,
                Carries = ["Subject: x"],
                Within = ["Subject: x"],
                Without = ["Subject: y"],
                Stray = false,
                EarlyEnd = false,
                SameAsControl = false,
            },
        ],
        Remedy = "smtpd_helo_restrictions needs reject_invalid_helo_hostname after permit_mynetworks",
        Parameter = "smtpd_helo_restrictions",
    };

    private static Attack ListAttack(string id, string claim, string from) => new()
    {
        Id = id,
        Claim = claim,
        Source = new Source(Rbl),
        From = from,
        Steps = [new Say("HELO mail.good.example"), new Say("MAIL FROM:<a@good.example>"), new Say("RCPT TO:<{recipient}>")],
        Pass = [new Expectation { Stage = Stage.Rcpt, Reply = [Pattern("5xx 5.7.1")], Restriction = ["reject_rbl_client"] }],
        Remedy = "smtpd_recipient_restrictions needs reject_rbl_client with the zone",
    };

    private static Attack TlsAttack(string id, Step[] steps) => new()
    {
        Id = id,
        Claim = "a session can be encrypted with the certificate the configuration names",
        Source = new Source(Tls, "3207"),
        From = "outsider",
        Steps = steps,
        Pass = [new Expectation { Offers = ["PIPELINING"], ConfiguredCertificate = true, Encrypted = true, Logged = true }],
        Remedy = "set smtpd_tls_security_level = may and name a certificate that is there",
        Parameter = "smtpd_tls_security_level",
    };

    private static Attack Beyond(string id, string claim, Source source, Step[] steps) => new()
    {
        Id = id,
        Claim = claim,
        Source = source,
        From = "outsider",
        Steps = steps,
        Pass = [new Expectation { Reply = [Pattern("4xx"), Pattern("5xx")] }],
        Remedy = "set smtpd_forbid_bare_newline = yes",
        Safe = false,
    };
}
