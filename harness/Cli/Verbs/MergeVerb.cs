using System.CommandLine;
using Harness.Core.Evidence;
using Harness.Core.Merging;
using Harness.Core.Reports.Merged;
using Harness.Core.Verdicts;

namespace Harness.Cli.Verbs;

/// <summary><c>smtp-harness merge RUN.json...</c>: shards of a run in one record, and several targets in a table.</summary>
internal static class MergeVerb
{
    private const long MostOctets = 512 * 1024 * 1024;

    /// <summary>The verb.</summary>
    public static Command Command(Terminal terminal)
    {
        var runs = new Argument<string[]>("RUN.json") { Description = "run records, as certify --format json writes them", Arity = ArgumentArity.OneOrMore };
        var outputs = new ReportOptions(ReportPlan.Formats);
        var command = new Command("merge",
            """
            Joins run records. Shards of one target become one record, and the report is that of judge: with --format json a
            record that judge reads. Records of several targets become a table, and the exit status is the worst of theirs.

            Examples:
              smtp-harness merge run-1.json run-2.json run-3.json --format json --output run.json --format text
              smtp-harness merge mx*.json --format markdown
            """)
        {
            runs, CommonOptions.NoColor(),
        };
        outputs.AddTo(command);
        command.SetAction(CommandLine.Action(terminal, async (parsed, cancel) =>
        {
            ReportPlan plan = outputs.Read(parsed);
            MergeSummary summary = Joined(Read(parsed.GetValue(runs)!));
            if (summary.Targets is [{ Missing: [], Judgement: { } judgement }])
            {
                await plan.WriteAsync(judgement, terminal, cancel);
                return judgement.ExitStatus;
            }

            if (plan.Reports.FirstOrDefault(r => !MergeReports.Formats.Contains(r.Format)) is { Format: { } single })
            {
                throw new UsageException($"--format {single} is for one whole target: give {string.Join(", ", MergeReports.Formats)}, or the records of one");
            }

            await plan.WriteAsync(f => MergeReports.Write(summary, f), () => MergeReports.Write(summary, terminal.Report), terminal, cancel);
            return summary.ExitStatus;
        }));
        return command;
    }

    private static List<NamedRun> Read(IReadOnlyList<string> files)
    {
        List<NamedRun> runs = [];
        long octets = 0;
        foreach (string file in files)
        {
            runs.Add(new NamedRun(file, JudgeVerb.Read(file)));
            if ((octets += new FileInfo(file).Length) > MostOctets)
            {
                throw new UsageException($"{file}: with it the records are larger than {MostOctets >> 20} MiB together; join fewer at a time");
            }
        }

        return runs;
    }

    private static MergeSummary Joined(List<NamedRun> runs)
    {
        try
        {
            return new([.. TargetRuns.Of(runs).Select(t =>
            {
                RunRecord record = RunJoin.Of(t);
                return new MergedTarget(Judge.Judging(record, JudgeVerb.Own(record, t.Runs[0].File)), [.. t.Runs.Select(r => r.File)], t.Missing);
            })]);
        }
        catch (FormatException apart)
        {
            throw new UsageException(apart.Message);
        }
    }
}
