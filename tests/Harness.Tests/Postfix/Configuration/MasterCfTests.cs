using Harness.Core.Postfix.Configuration;

namespace Harness.Tests.Postfix.Configuration;

public class MasterCfTests
{
    private const string Smtpd = "smtp inet n - y - - smtpd";

    private static MasterCf Read(string text) => MasterCf.Parse(text, "master.cf");

    [Test]
    public void Reads_a_service() =>
        Read("# services\n127.0.0.1:10025 inet n - y 60? 5 /usr/lib/smtpd -v\n").Services.Single().Should().BeEquivalentTo(
            new { Name = "127.0.0.1:10025", Type = "inet", Private = "n", Unprivileged = "-", Chroot = "y", Wakeup = "60?", ProcessLimit = "5", Program = "smtpd", Port = 10025, Line = 2, IsSmtpd = true });

    [TestCase(" -o a=b", "a=b")]
    [TestCase(" -oa=b", "a=b")]
    [TestCase(" -vo a=b", "a=b")]
    [TestCase(" -v -o a=b -o c=d", "a=b c=d")]
    [TestCase("\n  -o a=b\n # no\n\n  -o c=", "a=b c=")]
    [TestCase(" -o { a = b c , d }", "a=b c , d")]
    [TestCase(" -o {a={ b }}", "a={ b }")]
    [TestCase(" -o a=$b,${c?{d}:{e f}}", "a=$b,${c?{d}:{e f}}")]
    public void Reads_the_overrides_of_a_service(string options, string overrides) =>
        string.Join(' ', Read(Smtpd + options).Services.Single().Overrides.Select(o => $"{o.Name}={o.Value}")).Should().Be(overrides);

    [TestCase("smtp inet n - y - smtpd", "bad field count")]
    [TestCase("smtp tcp n - y - - smtpd", "invalid type field \"tcp\" in \"smtp tcp n - y - - smtpd\"")]
    [TestCase("smtp inet n - yes - - smtpd", "invalid chroot field \"yes\" in \"smtp inet n - yes - - smtpd\"")]
    [TestCase("smtp inet n - y 1m - smtpd", "invalid wakeup field \"1m\" in \"smtp inet n - y 1m - smtpd\"")]
    [TestCase("smtp inet n - y - all smtpd", "invalid process_limit field \"all\" in \"smtp inet n - y - all smtpd\"")]
    [TestCase("smtp inet - - y - - smtpd", "inet service cannot be private")]
    [TestCase(Smtpd + " -o a = b", "invalid \"-o a\" option value: missing '=' after attribute name")]
    [TestCase(Smtpd + " -o { a }", "invalid \"-o a\" option value: missing '=' after attribute name")]
    [TestCase(Smtpd + " -o { a = b", "missing '}' in \"{ a = b\"")]
    [TestCase(Smtpd + " -o {a=b}c", "syntax error after '}' in \"{a=b}c\"")]
    [TestCase(Smtpd + " -o", "option requires an argument -- 'o'")]
    [TestCase(Smtpd + " -o a=b # why", "service smtp/inet: unexpected command-line argument: #")]
    public void Names_line_and_reason(string line, string reason) =>
        Read("\n" + line).Problems[0].ToString().Should().Be("master.cf:2: " + reason);

    [Test]
    public void Of_two_services_of_one_name_the_last_runs()
    {
        var master = Read(Smtpd + " -o a=1\nsmtp unix - - y - - smtp\n" + Smtpd + " -o a=2\n");
        master.Find("smtp", "inet")!.Overrides.Single().Value.Should().Be("2");
        master.Problems.Single().ToString().Should().Be("master.cf:3: duplicate master.cf entry for service \"smtp\" (inet) -- using the last entry");
    }

    [TestCase(Smtpd + "\nsubmission inet n - y - - smtpd\n", "smtp/inet")]
    [TestCase("smtp inet n - y - 1 postscreen\nsmtpd pass - - y - - smtpd\nsubmission inet n - y - - smtpd\n", "smtpd/pass")]
    [TestCase("submission inet n - y - - smtpd\n[::]:25 inet n - y - - smtpd\n", "[::]:25/inet")]
    [TestCase("587 inet n - y - - smtpd\n", "587/inet")]
    [TestCase("pickup unix n - y 60 1 pickup\n", null)]
    public void Finds_the_smtpd_behind_port_25(string text, string? service) => Read(text).Public()?.ToString().Should().Be(service);

    [TestCase(3, 5)]
    [TestCase(3, 7)]
    [TestCase(3, 10)]
    public void Has_one_where_there_is_none(int major, int minor)
    {
        var master = MasterCf.Default(new(major, minor));
        master.Problems.Should().BeEmpty();
        master.Smtpds.Select(s => s.ToString()).Should().Equal("smtp/inet");
    }
}
