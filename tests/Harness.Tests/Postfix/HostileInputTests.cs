using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.MailLog;
using Harness.Core.Postfix.Trace;
using Harness.Tests.Postfix.Intake;

namespace Harness.Tests.Postfix;

public class HostileInputTests
{
    private static readonly string[] Hostile =
    [
        new('A', 1 << 20), "\0\0\0", "\u001b]0;title\u0007", "NOQUEUE: reject: RCPT from \u001b[31m[1.2.3.4]: 554 x",
        "NOQUEUE: reject: RCPT from a[1.2.3.4]: 554 x" + string.Concat(Enumerable.Repeat("; from=<", 1 << 16)) + ">",
        "NOQUEUE: reject: RCPT from a[1.2.3.4]: " + new string('"', 1 << 18), "4A5B6C7D8E: to=<" + new string('>', 1 << 18),
        "4A5B6C7D8E: to=<a>, " + string.Concat(Enumerable.Repeat("relay=x, ", 1 << 15)), "> ", "< ", "> [", "< a[1.2.3.4]:", "> a[1.2.3.4]",
        ">>> START  RESTRICTIONS <<<", ">>> START RESTRICTIONS <<<", ">>> END x RESTRICTIONS <<<", "generic_checks: name=",
        "generic_checks: name= status=", "generic_checks: name=x status=99999999999", "check_table_result: ", "dns_query: ", "ctable_locate: ",
        "reject_rbl_addr: ", "Anonymous TLS connection established from : : with cipher ", "connect from [", "connect from a[]:99999999",
    ];

    private static void ReadAll(IEnumerable<string> lines)
    {
        var parsed = lines.Select(MailLogLine.TryParse).OfType<MailLogLine>().ToList();
        foreach (var line in parsed)
        {
            _ = (line.QueueId, Rejection.TryParse(line), Delivery.TryParse(line), SmtpdConnection.TryParse(line));
            _ = SmtpdTrace.IsTrace(line);
        }
        _ = SmtpdTrace.Read(parsed, MainCf.Parse(Samples.Configuration, "main.cf")).Select(c => c.Decided).ToList();
    }

    [Test]
    public void Hostile_lines_do_not_throw() =>
        FluentActions.Invoking(() => ReadAll(Hostile.SelectMany(t => new[] { t, "Nov 22 16:01:39 mx postfix/smtpd[1]: " + t, "<22>" + t, "Nov " + t })))
            .Should().NotThrow();

    [Test]
    public void Hostile_lines_inside_a_list_do_not_throw() =>
        FluentActions.Invoking(() => ReadAll(Hostile.SelectMany(t => new[]
        {
            ">>> START Recipient address RESTRICTIONS <<<", "generic_checks: name=reject_rbl_client", "reject_rbl_addr: Client host 1.2.3.4", t,
        }).Select(t => "postfix/smtpd[1]: " + t))).Should().NotThrow();

    [Test]
    public void Lists_nested_without_end_are_bounded()
    {
        var lines = Enumerable.Repeat(Samples.Line(">>> START Helo command RESTRICTIONS <<<"), 100_000)
            .Append(Samples.Line("generic_checks: name=x")).Append(Samples.Line("generic_checks: name=x status=2"));
        SmtpdTrace.Read(lines).Single().Steps.Single().Depth.Should().BeLessThan(200);
    }

    [TestCase("session.log", 1)]
    [TestCase("trace-rbl.log", 2)]
    [TestCase("trace-class.log", 3)]
    public void Mutated_logs_do_not_throw(string sample, int seed)
    {
        var random = new Random(seed);
        var lines = Samples.Raw(sample);
        var mutated = Enumerable.Range(0, 3000).Select(_ => Mutate(lines[random.Next(lines.Length)], random));
        FluentActions.Invoking(() => ReadAll(mutated)).Should().NotThrow();
    }

    [Test]
    public void Mutated_configurations_do_not_throw()
    {
        var random = new Random(4);
        FluentActions.Invoking(() =>
        {
            for (var i = 0; i < 2000; i++)
            {
                var file = MainCf.Parse(Mutate(Samples.Configuration, random), "main.cf");
                _ = file.Locate("reject", "x", "smtpd_helo_restrictions");
                _ = file.Settings.SelectMany(s => s.Items()).ToList();
            }
        }).Should().NotThrow();
    }

    private static string Mutate(string text, Random random)
    {
        const string Letters = "<>[]{}();:,=\"\\ \t\r\n\0\u001b#$aZ09\u00a0é";
        var chars = new System.Text.StringBuilder(text);
        for (var n = random.Next(1, 6); n > 0 && chars.Length > 0; n--)
        {
            var at = random.Next(chars.Length);
            switch (random.Next(4))
            {
                case 0: chars[at] = Letters[random.Next(Letters.Length)]; break;
                case 1: chars.Insert(at, Letters[random.Next(Letters.Length)]); break;
                case 2: chars.Remove(at, Math.Min(random.Next(1, 20), chars.Length - at)); break;
                default: chars.Length = at; break;
            }
        }
        return chars.ToString();
    }

    [Test]
    public void Values_that_each_name_the_next_ten_times_are_left_as_they_are_written()
    {
        string bomb = string.Concat(Enumerable.Range(0, 30).Select(i => $"v{i} = {string.Concat(Enumerable.Repeat($"$v{i + 1} ", 10))}\n"));

        Planning.Of($"{bomb}v30 = x\nmydestination = $v0\nmyhostname = $v0\n").MainCf.Should().Contain("v0 = $v1 ");
    }
}
