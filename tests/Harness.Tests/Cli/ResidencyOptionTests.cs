using Harness.Cli;
using Harness.Core.Evidence;
using Harness.Core.Verdicts;

namespace Harness.Tests.Cli;

public sealed class ResidencyOptionTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("residency").FullName;
        Write("postfix/main.cf", "myhostname = mail.ours.example\nrelayhost = [203.0.113.9]\ntransport_maps = hash:/etc/postfix/transport\n");
        Write("postfix/transport", "partner.example smtp:[203.0.113.77]\n");
        Write("logrotate.d/rsyslog", "/var/log/mail.log {\n rotate 12\n weekly\n}\n");
        Write("declared.yaml", "title: inside\nnetworks: [192.0.2.0/24]\nlog-days: 30\n");
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    private static async Task<(ExitStatus Status, string Out, string Error)> RunAsync(params string[] args)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        ExitStatus status = await Program.RunAsync(args, new Terminal(output, error, PlainConsole.On(output), PlainConsole.On(error)));
        return (status, output.ToString(), error.ToString());
    }

    [Test]
    public async Task A_configuration_is_read_with_what_stands_around_it_and_no_lab_is_started()
    {
        (ExitStatus status, string output, _) = await RunAsync(
            "certify", Path.Combine(_folder, "postfix"), "--residency", Path.Combine(_folder, "declared.yaml"), "--only", "residency/*", "--format", "json");
        status.Should().Be(ExitStatus.Findings);
        RecordedJudgement judged = RunRecordJson.Read(output).Judgement!;
        judged.Findings.Where(f => f.Verdict == "fail" && f.Level == "must").Select(f => f.Attack).Should().Equal("residency/next-hops", "residency/encrypted-in", "residency/log-retention");
        judged.Findings.Single(f => f.Attack == "residency/next-hops").Reason.Should().Contain("main.cf:2 relayhost: 203.0.113.9").And.Contain("transport:1 transport_maps: 203.0.113.77");
    }

    [Test]
    [Platform("Linux")]
    public async Task A_table_that_leads_out_of_the_configuration_is_not_read()
    {
        File.Move(Path.Combine(_folder, "postfix", "transport"), Path.Combine(_folder, "theirs"));
        File.CreateSymbolicLink(Path.Combine(_folder, "postfix", "transport"), "../theirs");
        File.CreateSymbolicLink(Path.Combine(_folder, "postfix", "endless"), "/dev/zero");

        (_, string output, _) = await RunAsync(
            "certify", Path.Combine(_folder, "postfix"), "--residency", Path.Combine(_folder, "declared.yaml"), "--only", "residency/*", "--format", "json");

        output.Should().Contain("203.0.113.9").And.NotContain("203.0.113.77");
    }

    [TestCase("nonsense", "not a file in MaxMind's format")]
    [TestCase("", "not a file in MaxMind's format")]
    public async Task A_file_of_countries_that_is_none_is_one_line(string text, string complaint)
    {
        Write("c.mmdb", text);
        string declared = Write("countries.yaml", "title: t\ncountries: [\"NO\"]\ncountry-file: c.mmdb\n");
        (ExitStatus status, string output, string error) = await RunAsync("certify", Path.Combine(_folder, "postfix"), "--residency", declared, "--only", "residency/*");
        (status, output).Should().Be((ExitStatus.Usage, ""));
        error.TrimEnd('\n').Split('\n').Should().ContainSingle().Which.Should().StartWith($"smtp-harness: {Path.Combine(_folder, "c.mmdb")}: ").And.Contain(complaint);
    }

    [TestCase("residency/dnsbl is held against a declaration; give --residency FILE", "--only", "residency/dnsbl")]
    [TestCase("--pseudonym-key is for --pseudonymise", "--pseudonym-key", "x")]
    public async Task What_is_missing_is_one_line(string complaint, params string[] options)
    {
        (ExitStatus status, _, string error) = await RunAsync(["certify", Path.Combine(_folder, "postfix"), .. options]);
        status.Should().Be(ExitStatus.Usage);
        error.TrimEnd('\n').Split('\n').Should().ContainSingle().Which.Should().Contain(complaint);
    }

    [Test]
    public async Task A_short_secret_is_refused()
    {
        (ExitStatus status, _, string error) = await RunAsync("certify", Path.Combine(_folder, "postfix"), "--pseudonymise", "--pseudonym-key", Write("key", "short"));
        status.Should().Be(ExitStatus.Usage);
        error.Should().Contain("shorter than 16 octets");
    }

    [Test]
    public async Task A_recorded_run_is_judged_and_shown_without_names()
    {
        Write("postfix/main.cf", "myhostname = mail.ours.example\nalways_bcc = wilhelmina@ours.example\n");
        string run = Path.Combine(_folder, "run.json");
        await RunAsync("certify", Path.Combine(_folder, "postfix"), "--residency", Path.Combine(_folder, "declared.yaml"), "--only", "residency/*", "--format", "json", "--output", run);
        (await File.ReadAllTextAsync(run)).Should().Contain("wilhelmina");
        (_, string output, _) = await RunAsync("judge", run, "--pseudonymise");
        output.Should().NotContain("wilhelmina").And.MatchRegex("always_bcc = m-[a-z2-7]{10}@ours.example");
    }
}
