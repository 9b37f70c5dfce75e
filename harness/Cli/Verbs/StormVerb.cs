using System.CommandLine;
using Harness.Core.Reports.Storm;
using Harness.Core.Storm;
using Harness.Core.Storm.Faults;
using Harness.Core.Verdicts;
using Harness.Lab;

namespace Harness.Cli.Verbs;

/// <summary><c>smtp-harness storm CONFIG --messages N</c>: a queue storm with a loss ledger.</summary>
internal static class StormVerb
{
    /// <summary>The verb.</summary>
    public static Command Command(Terminal terminal)
    {
        var config = new Argument<string>("CONFIG") { Description = "a Postfix configuration directory, or a main.cf" };
        Option<string?> postfix = CommonOptions.Postfix();
        var options = new StormOptions();
        var reports = new ReportOptions(StormReports.Formats, hasVerbose: false);
        var command = new Command("storm",
            """
            Sends messages as fast as the server takes them, or at a rate, and accounts for every one of them: what was accepted
            is delivered, bounced or still queued, whatever goes wrong meanwhile; what is missing or doubled is named.

            Examples:
              smtp-harness storm fixtures/guide --messages 50000
              smtp-harness storm fixtures/guide --messages 5000 --fault down@20%+30s --fault kill@60%
              smtp-harness storm fixtures/guide --messages 5000 --storage sata --storage sas-raid10 --format html -o storm.html
            """)
        {
            config, postfix, CommonOptions.NoColor(),
        };
        options.AddTo(command);
        reports.AddTo(command);
        command.SetAction(CommandLine.Action(terminal, async (parsed, cancel) =>
        {
            PostfixVersion version = PostfixVersions.Named(parsed.GetValue(postfix));
            StormPlan plan = options.ReadPlan(parsed);
            IReadOnlyList<Fault> faults = options.ReadFaults(parsed);
            ReportPlan wanted = reports.Read(parsed);
            ConfigurationFiles files = ConfigurationFiles.Open(parsed.GetValue(config)!);
            IReadOnlyList<StormRecord> records = await StormPlay.PlayAsync(
                files, version, plan, faults, options.ReadDrainTime(parsed), options.ReadStorage(parsed, faults), terminal, cancel);
            // What was sent before an interruption is told after it.
            await wanted.WriteAsync(f => StormReports.Write(f, records, quiet: false), () => terminal.Show(StormReports.Write("text", records, wanted.Quiet)), terminal, CancellationToken.None);
            return StatusOf(records);
        }));
        return command;
    }

    // Lost mail is a finding, also where the storm was cut short; without one, a storm that was cut short established nothing.
    private static ExitStatus StatusOf(IReadOnlyList<StormRecord> records)
        => records.Any(r => !r.Balance.IsBalanced || r.Balance.Unexplained.Count > 0) ? ExitStatus.Findings
            : records.Any(r => r.Ended is not null || r.Faults.Any(f => f.Trouble is not null)) ? ExitStatus.NotEstablished
            : ExitStatus.Conforms;
}
