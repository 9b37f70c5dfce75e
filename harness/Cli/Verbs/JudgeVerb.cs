using System.CommandLine;
using Harness.Core.Evidence;
using Harness.Core.Verdicts;

namespace Harness.Cli.Verbs;

/// <summary><c>smtp-harness judge RUN.json</c>: a recorded run again, without a server.</summary>
internal static class JudgeVerb
{
    /// <summary>The verb.</summary>
    public static Command Command(Terminal terminal)
    {
        var run = new Argument<string>("RUN.json") { Description = "a run record, as certify --format json writes it" };
        Option<string?> policy = CommonOptions.Policy();
        policy.Description = "guide, hardened, everything, or a FILE of your own [default: the one the run was judged by]";
        var outputs = new ReportOptions(ReportPlan.Formats);
        var pseudonyms = new PseudonymOptions();
        var command = new Command("judge",
            """
            Judges a recorded run again, no server needed: by the policy it carries, or by another one.

            Examples:
              smtp-harness judge run.json
              smtp-harness judge run.json --format html --output report.html
              smtp-harness judge run.json --policy ours.yaml --format junit --output tests.xml
              smtp-harness judge run.json --pseudonymise --format json --output shown.json
            """)
        {
            run, policy, CommonOptions.NoColor(),
        };
        outputs.AddTo(command);
        pseudonyms.AddTo(command);
        command.SetAction(CommandLine.Action(terminal, async (parsed, cancel) =>
        {
            ReportPlan plan = outputs.Read(parsed);
            Func<Judgement, Judgement> shown = pseudonyms.Read(parsed);
            RunRecord record = Read(parsed.GetValue(run)!);
            Policy judge = parsed.GetValue(policy) is { } other ? Policies.Load(other) : Own(record, parsed.GetValue(run)!);
            Judgement judgement = Judge.Judging(record, judge);
            await plan.WriteAsync(shown(judgement), terminal, cancel);
            return judgement.ExitStatus;
        }));
        return command;
    }

    /// <summary>The policy that a record carries.</summary>
    /// <exception cref="Harness.Core.Scenarios.FixtureException">It carries none that can be read.</exception>
    internal static Policy Own(RunRecord record, string path) => PolicyReader.ReadRecorded(record.PolicyText, record.Policy, $"{path} (its policy)");

    /// <summary>Reads a run record, which may come from a stranger.</summary>
    /// <exception cref="UsageException">It is none, or cannot be read.</exception>
    internal static RunRecord Read(string path)
    {
        try
        {
            return RunRecordJson.Read(BoundedFile.Read(path, RunRecordJson.MaxOctets, "run record"));
        }
        catch (FormatException wrong)
        {
            throw new UsageException($"{path}: {wrong.Message}; give a file that certify --format json wrote");
        }
    }
}
