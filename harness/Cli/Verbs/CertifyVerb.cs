using System.CommandLine;
using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using Harness.Core.Verdicts;
using Harness.Lab;

namespace Harness.Cli.Verbs;

/// <summary><c>smtp-harness certify CONFIG</c>: claim by claim, in the lab.</summary>
internal static class CertifyVerb
{
    /// <summary>The verb.</summary>
    public static Command Command(Terminal terminal)
    {
        var config = new Argument<string>("CONFIG") { Description = "a Postfix configuration directory, or a main.cf" };
        Option<string?> policy = CommonOptions.Policy();
        Option<string[]> only = CommonOptions.Only();
        Option<string[]> except = CommonOptions.Except();
        var outputs = new ReportOptions();
        var command = new Command("certify",
            """
            Runs a configuration on a real Postfix in the lab, attacks it, and says claim by claim what held.

            Examples:
              smtp-harness certify fixtures/guide
              smtp-harness certify /etc/postfix --only 'helo/*' --verbose
              smtp-harness certify ./main.cf --format json --output run.json --format junit --output tests.xml
            """)
        {
            config, policy, only, except, CommonOptions.NoColor(),
        };
        outputs.AddTo(command);
        command.SetAction(CommandLine.Action(terminal, async (parsed, cancel) =>
        {
            ReportPlan plan = outputs.Read(parsed);
            Policy judge = Policies.Load(parsed.GetValue(policy));
            Attack[] attacks = [.. Attacks.Select(parsed.GetValue(only), parsed.GetValue(except)).Where(a => judge.LevelOf(a.Id) is not null)];
            if (attacks.Length == 0)
            {
                throw new UsageException($"policy {judge.Name} counts none of the attacks that are left");
            }

            ConfigurationFiles files = ConfigurationFiles.Open(parsed.GetValue(config)!);
            RunRecord record = await RunProgress.ShowAsync(terminal, attacks, progress =>
                PlayAsync(files, attacks, judge, progress, cancel));
            Judgement judgement = Judge.Judging(record, judge);
            await plan.WriteAsync(judgement, terminal, cancel);
            return judgement.ExitStatus;
        }));
        return command;
    }

    private static async Task<RunRecord> PlayAsync(
        ConfigurationFiles files, IReadOnlyList<Attack> attacks, Policy policy, RunProgress progress, CancellationToken cancel)
    {
        DateTimeOffset started = DateTimeOffset.UtcNow;
        progress.Say("starting the lab");
        (HarnessLab lab, LabTarget target) = await HarnessLab.StartAsync(files, progress.Say, cancel);
        await using (lab)
        {
            RunRecord record = await new AttackRun(target, Deadlines.Default, TimeProvider.System)
                .PlayAsync(attacks, policy.Name, started, progress, cancel);
            return record with { PolicyText = policy.Text };
        }
    }
}
