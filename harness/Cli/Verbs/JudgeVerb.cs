using System.CommandLine;
using System.Text;
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
        policy.Description = "guide, hardened, or a FILE of your own [default: the one the run was judged by]";
        var outputs = new ReportOptions(ReportPlan.Formats);
        var command = new Command("judge",
            """
            Judges a recorded run again, no server needed: by the policy it carries, or by another one.

            Examples:
              smtp-harness judge run.json
              smtp-harness judge run.json --policy ours.yaml --format junit --output tests.xml
            """)
        {
            run, policy, CommonOptions.NoColor(),
        };
        outputs.AddTo(command);
        command.SetAction(CommandLine.Action(terminal, async (parsed, cancel) =>
        {
            ReportPlan plan = outputs.Read(parsed);
            RunRecord record = await ReadAsync(parsed.GetValue(run)!, cancel);
            Policy judge = parsed.GetValue(policy) is { } other
                ? Policies.Load(other)
                : PolicyReader.Read(record.PolicyText, record.Policy, $"{parsed.GetValue(run)} (its policy)");
            Judgement judgement = Judge.Judging(record, judge);
            await plan.WriteAsync(judgement, terminal, cancel);
            return judgement.ExitStatus;
        }));
        return command;
    }

    private static async Task<RunRecord> ReadAsync(string path, CancellationToken cancel)
    {
        try
        {
            await using FileStream file = File.OpenRead(path);
            using var octets = new MemoryStream();
            byte[] part = new byte[1 << 16];
            // A device has no length and no end: the bound is on what is read.
            for (int read; (read = await file.ReadAsync(part, cancel)) > 0;)
            {
                octets.Write(part, 0, read);
                if (octets.Length > RunRecordJson.MaxOctets)
                {
                    throw new UsageException($"{path}: larger than {RunRecordJson.MaxOctets >> 20} MiB; this is not a run record");
                }
            }

            return RunRecordJson.Read(Encoding.UTF8.GetString(octets.GetBuffer(), 0, (int)octets.Length).TrimStart('\uFEFF'));
        }
        catch (FormatException wrong)
        {
            throw new UsageException($"{path}: {wrong.Message}; give a file that certify --format json wrote");
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{path}: cannot be read: {denied.Message}");
        }
    }
}
