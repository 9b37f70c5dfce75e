using System.Globalization;
using System.Text.RegularExpressions;
using Harness.Core.Evidence;
using Harness.Core.Postfix.Intake;
using Harness.Core.Verdicts;
using Harness.Lab.Intake;

namespace Harness.Lab.Tests;

/// <summary>Real configurations of strangers, one after another in a lab that stays up.</summary>
[Parallelizable(ParallelScope.Self)]
public class IntakeTests
{
    private static readonly string[] _probes = ["helo/missing/none", "relay/outside/plain"];

    private HarnessLab _lab = null!;

    [OneTimeSetUp]
    public async Task Start() => (_lab, _) = await HarnessLab.StartAsync(Fixtures.Guide, _ => { }, default);

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_lab is not null)
        {
            await _lab.DisposeAsync();
        }
    }

    [Test]
    public async Task Each_real_configuration_takes_ordinary_mail_or_says_what_it_needs()
    {
        if (Corpus.Files.Count == 0)
        {
            Assert.Ignore(Corpus.Missing);
        }

        Corpus.Files.Should().HaveCount(40);
        List<string> outcomes = [];
        foreach ((string name, string path) in Corpus.Files)
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            string outcome = await OutcomeAsync(path);
            TestContext.Progress.WriteLine($"{name}: {outcome} ({watch.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s)");
            outcomes.Add($"{name}: {outcome}");
        }

        string golden = GoldenFile.Read(Path.Combine("tests", "Harness.Lab.Tests", "golden", "intake.txt"), string.Concat(outcomes.Select(o => o + "\n")));
        outcomes.Should().Equal(golden.Split('\n', StringSplitOptions.RemoveEmptyEntries), "golden/intake.txt says so (HARNESS_RENEW_GOLDEN=1 renews it)");
        outcomes.Count(o => !o.Contains(": refused: ")).Should().BeGreaterThanOrEqualTo(36);
    }

    [Test]
    public async Task A_directory_with_a_master_cf_of_another_host_runs()
    {
        string directory = Directory.CreateTempSubdirectory("intake").FullName;
        File.WriteAllText(Path.Combine(directory, "main.cf"), """
            compatibility_level = 3.6
            myhostname = mx.here.example
            mydestination =
            virtual_mailbox_domains = here.example
            virtual_mailbox_maps = hash:/usr/local/etc/postfix/boxes
            virtual_transport = deliver
            smtpd_recipient_restrictions = reject_unauth_destination, check_policy_service unix:private/spf
            smtpd_milters = inet:127.0.0.1:8891
            """);
        File.WriteAllText(Path.Combine(directory, "boxes"), "info@here.example here/info/\n");
        File.WriteAllText(Path.Combine(directory, "master.cf"), """
            198.18.55.55:smtp inet n - y - - smtpd
                -o content_filter=smtp-amavis:[127.0.0.1]:10024
            pickup unix n - y 60 1 pickup
            cleanup unix n - y - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            rewrite unix - - y - - trivial-rewrite
            bounce unix - - y - 0 bounce
            defer unix - - y - 0 bounce
            smtp unix - - y - - smtp
            error unix - - y - - error
            showq unix n - y - - showq
            local unix - n n - - local
            deliver unix - n n - - pipe
                flags=DRhu user=vmail:vmail argv=/usr/lib/dovecot/deliver -d ${recipient}

            """);
        try
        {
            LabTarget target = await _lab.LoadAsync(ConfigurationFiles.Open(directory), default);
            Judgement judgement = await Fixtures.CertifyAsync(target, [.. Fixtures.Attacks.Where(a => _probes.Contains(a.Id))]);

            target.Facts["recipient"].Should().Be("info@here.example");
            judgement.Record.Bracket.Should().OnlyContain(b => b.Accepted);
            judgement.Findings.Where(f => f.Observation?.Missing is not null).Should().BeEmpty();
            judgement.Record.Target.StandIns.Select(s => s.Place).Should().Contain(["main.cf:7", "main.cf:8", "master.cf:1", "master.cf:2", "master.cf:14"]);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Test]
    public async Task The_machine_is_as_intake_takes_it_to_be()
    {
        LabMachine machine = MachineOfTheLab.Description;
        string installed = await InMxAsync(["postconf", "-d", .. machine.Installed.Keys]);
        installed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().BeEquivalentTo(machine.Installed.Select(p => $"{p.Key} = {p.Value}"));
        (await InMxAsync("postconf", "-m")).Split().Should().Contain(machine.TableTypes);
        (await InMxAsync("cut", "-d:", "-f1", "/etc/passwd")).Split().Should().Contain(machine.Users);
        (await InMxAsync(["ls", "-d", machine.Keeper, .. machine.Paths])).Split().Should().Contain(machine.Paths);
    }

    private async Task<string> InMxAsync(params string[] command)
    {
        using var docker = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("docker", ["exec", _lab.MxContainer, .. command]) { RedirectStandardOutput = true })!;
        string output = await docker.StandardOutput.ReadToEndAsync();
        await docker.WaitForExitAsync();
        return output;
    }

    private async Task<string> OutcomeAsync(string path)
    {
        try
        {
            LabTarget target = await _lab.LoadAsync(ConfigurationFiles.Open(path), default);
            Judgement judgement = await Fixtures.CertifyAsync(target, [.. Fixtures.Attacks.Where(a => _probes.Contains(a.Id))]);
            Bracket bracket = judgement.Record.Bracket[^1];
            string mail = bracket.Accepted ? "takes ordinary mail" : $"ordinary mail is answered {Regex.Replace(bracket.Detail, "queued as [0-9A-Za-z]+", "queued")}";
            return $"{mail}; {string.Join(", ", judgement.Findings.Select(f => $"{f.Attack.Id} {f.Verdict.ToString().ToLowerInvariant()}"))}";
        }
        catch (LabException refused)
        {
            return $"refused: {refused.Message.Replace(path, "main.cf")}";
        }
    }
}
