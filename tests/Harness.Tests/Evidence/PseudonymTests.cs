using System.Text;
using CsCheck;
using Harness.Core.Evidence;
using Harness.Core.Reports;
using Harness.Core.Reports.Html;
using Harness.Core.Reports.Sarif;
using Harness.Core.Smtp;
using Harness.Core.Verdicts;
using Harness.Tests.Reports;

namespace Harness.Tests.Evidence;

public class PseudonymTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("a key of thirty-two octets, about");

    private static string B64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Octets(string text) => Visible.Escape(Encoding.UTF8.GetBytes(text));

    // A session in which these lines were said, and arrived, and stand in the log.
    private static RunRecord Record(params string[] lines) => SampleRun.Record with
    {
        Observations = [SampleRun.Record.Observations[0] with
        {
            Transcript = [.. lines.Select((l, i) => new TranscriptLine(i, "C", l))],
            Exchanges = [.. lines.Select(l => new Exchange(Stage.Rcpt, l, 550, "5.1.1", [$"{l} is unknown here"]))],
            Log = [.. lines],
            Outcome = new Outcome(Ending.Turned, Stage.Rcpt, 550, "5.1.1", string.Join(' ', lines)),
            Arrivals = [new Arrival("mx-tls", lines[0], lines[0], null) { Message = string.Join(@"\r\n", lines) }],
            Missing = lines[0],
        }, SampleRun.Record.Observations[1] with { Examined = new Examined(Holding.Broken, string.Join(' ', lines), [.. lines], [.. lines]) },
        .. SampleRun.Record.Observations.Skip(2)],
    };

    private static IEnumerable<string> Reports(RunRecord record)
    {
        Judgement shown = PseudonymousJudgement.Of(Judge.Judging(record, SampleRun.Judgement.Policy), Key, clients: false);
        yield return new TextReport(verbose: true, width: 400).By(shown);
        yield return new JsonReport().By(shown);
        yield return new JUnitReport().By(shown);
        yield return new SarifReport().By(shown);
        yield return new MarkdownReport().By(shown);
        yield return new HtmlReport().By(shown);
        yield return RunRecordJson.Write(shown.Record);
    }

    // The corpus: addresses as clients, servers and logs spell them, and what must be found nowhere.
    [TestCase("wilhelmina", "RCPT TO:<wilhelmina@ours.example>")]
    [TestCase("wilhelmina", "RCPT TO:<WilHelMina@ours.example>", "250 wilhelmina ok", "WILHELMINA")]
    [TestCase("wilhelmina", "RCPT TO:<\"wilhelmina\"@ours.example>", "to=<wilhelmina>")]
    [TestCase("wilhelmina", @"RCPT TO:<""wil\\helmina""@ours.example>", "to=<wilhelmina@ours.example>")]
    [TestCase("wilhelmina krag", "RCPT TO:<\"Wilhelmina Krag\"@ours.example>")]
    [TestCase("wilhelmina", "To: wilhelmina(the boss)@ours.example")]
    [TestCase("wilhelmina", "To: wilhelmina (the boss) @ (comment) ours.example")]
    [TestCase("wilhelmina", "RCPT TO:<wilhelmina%far.example@ours.example>", "from wilhelmina at far.example")]
    [TestCase("wilhelmina", "RCPT TO:<far.example!wilhelmina@ours.example>")]
    [TestCase("wilhelmina", "RCPT TO:<far.example!wilhelmina>")]
    [TestCase("wilhelmina", "RCPT TO:<@a.example,@b.example:wilhelmina@ours.example>")]
    [TestCase("wilhelmina", "RCPT TO:<wilhelmina+shop@ours.example>", "mailbox wilhelmina is full")]
    [TestCase("secrettag", "RCPT TO:<wilhelmina+secrettag@ours.example>")]
    [TestCase("wilhelmina", "MAIL FROM:<bounce+wilhelmina=ours.example@lists.example>", "to=<wilhelmina@ours.example>")]
    [TestCase("wilhelmina", "MAIL FROM:<SRS0=HHH=TT=ours.example=wilhelmina@fwd.example>", "wilhelmina")]
    [TestCase("wilhelmina", "MAIL FROM:<SRS1=HH=fwd.example==HHH=TT=ours.example=wilhelmina@fwd2.example>")]
    [TestCase("wilhelmina", "RCPT TO:<x@y.example> ORCPT=rfc822;wilhelmina@ours.example")]
    [TestCase("wilhelmina", "RCPT TO:<x@y.example> ORCPT=rfc822;wilhelmina+40ours.example")]
    [TestCase("wilhel+mina", "RCPT TO:<x@y.example> ORCPT=rfc822;wilhel+2Bmina@ours.example", "wilhel+mina@ours.example")]
    [TestCase("wilhelmina", "RCPT TO:<wilhelmina@far.example@ours.example>")]
    [TestCase("wilhelmina", "RCPT TO:<x@wilhelmina@ours.example>")]
    [TestCase("wilhelmina", "VRFY wilhelmina")]
    [TestCase("wilhelmina", "EXPN <wilhelmina>")]
    [TestCase("wilhelmina", "sasl_method=PLAIN, sasl_username=wilhelmina")]
    [TestCase("wilhelmina", "postfix/local[1]: 4X: to=<wilhelmina@ours.example>, orig_to=<wilhelmina>, relay=local, dsn=2.0.0")]
    [TestCase("wilhelmina", "550 5.1.1 <wilhelmina@ours.example>: Recipient address rejected: User unknown")]
    [TestCase("wilhelmina", "To: wilhelmina", " @ours.example", "550 wilhelmina")]
    [TestCase("wilhelmina", "To: =?utf-8?Q?wilhel=6Dina=40ours=2Eexample?=", "To: wilhelmina@ours.example")]
    [TestCase("wilhelmina", "see https://x.example/?u=wilhelmina%40ours.example")]
    [TestCase("wilhelmina", "wilhelmina&#64;ours.example")]
    [TestCase("wilhelmina", "Return-Path: <wilhelmina@ours.example>", "X-Original-To: wilhelmina@ours.example", "Delivered-To: wilhelmina@[192.0.2.1]")]
    [TestCase("wilhelmina", "for <wilhelmina@ours.example>; Thu, 26 Nov 2026 22:00:00 +0000 (UTC)")]
    [TestCase("wilhelmina", "id=WILHELMINA@OURS.EXAMPLE uid=\"wilhelmina\"")]
    public void No_report_has_the_name(string name, params string[] lines) => Leaks(Record(lines), name).Should().BeEmpty();

    [TestCase("jørgen.ås", "RCPT TO:<{0}@ours.example> SMTPUTF8")]
    [TestCase("用户名字", "RCPT TO:<{0}@ours.example> SMTPUTF8")]
    public void No_report_has_a_name_that_is_not_ASCII(string name, string line)
        => Leaks(Record(Octets(string.Format(line, name)), string.Format(line, name)), name, Octets(name), Uri.EscapeDataString(name)).Should().BeEmpty();

    [TestCase("AUTH PLAIN {0}", "\0wilhelmina@ours.example\0")]
    [TestCase("{0}", "wilhelmina@ours.example")]
    [TestCase("Content: {0}", "dear wilhelmina@ours.example, hello there")]
    public void No_report_has_a_name_in_Base64(string line, string inner)
        => Leaks(Record(string.Format(line, B64(inner)), "RCPT TO:<wilhelmina@ours.example>"), "wilhelmina", B64(inner)).Should().BeEmpty();

    [Test]
    public void A_login_in_Base64_is_found_by_the_name_that_stands_elsewhere()
        => Leaks(Record(B64("wilhelmina"), "to=<wilhelmina@ours.example>"), B64("wilhelmina")).Should().BeEmpty();

    [Test]
    public void A_name_that_is_folded_within_its_quotes_is_found()
        => Leaks(Record("To: \"wilhel", " mina\"@ours.example"), "wilhel\r", "wilhel\"", " mina\"").Should().BeEmpty();

    private static IEnumerable<string> Leaks(RunRecord record, params string[] secrets)
        => Reports(record).SelectMany(r => secrets.Where(s => r.Contains(s, StringComparison.OrdinalIgnoreCase)
            || TextOf(r).Contains(s, StringComparison.OrdinalIgnoreCase)).Select(s => $"{s}: …{Around(r, s)}…"));

    private static string TextOf(string report) => report.Replace("\\\\", "\\", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal);

    private static string Around(string report, string secret)
        => report.IndexOf(secret, StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? report[Math.Max(0, at - 60)..Math.Min(report.Length, at + 60)] : "(once its escapes are taken off)";

    [Test]
    public void The_same_name_has_the_same_token_everywhere_and_another_key_another()
    {
        RunRecord record = Record("RCPT TO:<wilhelmina@ours.example>", "to=<Wilhelmina@ours.example>", "RCPT TO:<hildegard@ours.example>");
        Judgement judged = Judge.Judging(record, SampleRun.Judgement.Policy);
        string[] log = [.. PseudonymousJudgement.Of(judged, Key, false).Record.Observations[0].Log!];
        string token = log[0]["RCPT TO:<".Length..^"@ours.example>".Length];
        token.Should().MatchRegex("^m-[a-z2-7]{10}$");
        log[1].Should().Be($"to=<{token}@ours.example>");
        log[2].Should().NotContain(token).And.EndWith("@ours.example>");
        PseudonymousJudgement.Of(judged, Key, false).Record.Observations[0].Log.Should().Equal(log);
        PseudonymousJudgement.Of(judged, Encoding.ASCII.GetBytes("another key of many octets"), false).Record.Observations[0].Log.Should().NotEqual(log);
    }

    [Test]
    public void Roles_and_the_harness_own_words_stay()
    {
        Judgement shown = PseudonymousJudgement.Of(Judge.Judging(Record("RCPT TO:<postmaster@ours.example>", "to=<server@ours.example>"), SampleRun.Judgement.Policy), Key, false);
        shown.Record.Observations[0].Log![0].Should().Be("RCPT TO:<postmaster@ours.example>");
        shown.Record.Attacks.Select(a => (a.Id, a.Claim)).Should().Equal(SampleRun.Record.Attacks.Select(a => (a.Id, a.Claim)));
        shown.Findings.Select(f => f.Verdict).Should().Equal(Judge.Judging(Record("RCPT TO:<postmaster@ours.example>"), SampleRun.Judgement.Policy).Findings.Select(f => f.Verdict));
    }

    [TestCase("RCPT TO:<wilhelmina@far.example@ours.example>", "far.example")]
    [TestCase("RCPT TO:<wilhelmina%far.example@ours.example>", "ours.example")]
    [TestCase("RCPT TO:<@a.example:wilhelmina@ours.example>", "a.example")]
    public void Domains_stay(string line, string domain)
        => PseudonymousJudgement.Of(Judge.Judging(Record(line, $"connect to {domain}"), SampleRun.Judgement.Policy), Key, false).Record.Observations[0].Log![1].Should().Be($"connect to {domain}");

    [Test]
    public void Clients_get_tokens_where_that_is_wanted()
    {
        Judgement judged = Judge.Judging(SampleRun.Record, SampleRun.Judgement.Policy);
        string address = SampleRun.Record.Observations[0].Client!.Address;
        string json = RunRecordJson.Write(PseudonymousJudgement.Of(judged, Key, clients: true).Record);
        json.Should().NotContain($"\"{address}\"").And.NotContain($"[{address}]");
        RunRecordJson.Write(PseudonymousJudgement.Of(judged, Key, clients: false).Record).Should().Contain($"[{address}]");
    }

    [Test]
    public void Without_tokens_every_report_has_the_name()
    {
        Judgement judged = Judge.Judging(Record("RCPT TO:<wilhelmina@ours.example>"), SampleRun.Judgement.Policy);
        new[] { new TextReport(verbose: true, width: 400).By(judged), new JsonReport().By(judged), new JUnitReport().By(judged) }.Should().OnlyContain(r => r.Contains("wilhelmina"));
    }

    // RFC 5321 §4.1.2: Local-part = Dot-string / Quoted-string; long enough that no other word has it in it by chance.
    private static readonly Gen<string> Atext = Gen.Char["abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$&'*+-/=?^_`|~%"].Array[8, 20].Select(c => "q" + new string(c) + "z");
    private static readonly Gen<string> Dotted = Gen.Select(Atext, Atext).Select((a, b) => $"{a}.{b}");
    private static readonly Gen<string> Spelling = Gen.Int[0, 5].SelectMany(_ => Gen.OneOf(Atext, Dotted));

    private static readonly string[] Places =
    [
        "RCPT TO:<{0}@ours.example>", "MAIL FROM:<{0}@ours.example> SIZE=10", "to=<{0}@ours.example>, relay=none", "To: Somebody <{0}@ours.example>", "<{0}@ours.example>: unknown",
        "RCPT TO:<@a.example:{0}@ours.example>", "for <{0}@ours.example>;", "RCPT TO:<\"{0}\"@ours.example>", "said {0}@ours.example, and went",
    ];

    [Test]
    public void No_report_has_a_generated_name()
        => Gen.Select(Spelling, Gen.Int[0, Places.Length - 1], Gen.Bool).Sample(
            (name, place, escaped) =>
            {
                string line = string.Format(Places[place], escaped ? Octets(name) : name);
                return !Leaks(Record(line), name, Octets(name)).Any();
            }, iter: 50, threads: 1);
}
