using System.CommandLine;
using Harness.Core.Fuzz;
using Harness.Core.Reports;
using Harness.Core.Verdicts;
using Harness.Lab;

namespace Harness.Cli.Verbs;

/// <summary><c>smtp-harness fuzz CONFIG</c>: transactions that are made up, and what must hold whatever they are.</summary>
internal static class FuzzVerb
{
    private const int Usual = 20_000;
    private const int MostTransactions = 1_000_000;

    /// <summary>The verb.</summary>
    public static Command Command(Terminal terminal)
    {
        var config = new Argument<string>("CONFIG") { Description = "a Postfix configuration directory, or a main.cf" };
        var transactions = new Option<int>("--transactions") { Description = "how many", DefaultValueFactory = _ => Usual };
        var seed = new Option<ulong?>("--seed") { Description = "which: the same seed makes the same transactions [default: one of the clock's]" };
        var keep = new Option<string>("--keep") { HelpName = "DIRECTORY", Description = "the DIRECTORY for the scenarios of counterexamples", DefaultValueFactory = _ => "." };
        Option<string?> postfix = CommonOptions.Postfix();
        var format = new Option<string?>("--format") { Description = "text or json [default: text]" };
        Option<string?> output = new("--output", "-o") { HelpName = "FILE", Description = "the FILE of the report; without one, standard output" };
        Option<bool> quiet = CommonOptions.Quiet();
        var command = new Command("fuzz",
            """
            Makes up transactions (commands, addresses, messages and their ends, well formed or not), plays them in the lab, and
            holds the server to what must be so whatever comes: it lives, each reply is well formed, nothing is relayed, no
            message appears that was not sent, none that was taken is lost. What breaks that is made small and written as a
            scenario. Ctrl-C ends it with what was found so far.

            Examples:
              smtp-harness fuzz fixtures/hardened
              smtp-harness fuzz /etc/postfix --transactions 1000 --seed 7
              smtp-harness fuzz /etc/postfix --postfix 3.10 --keep found --format json --output fuzz.json
            """)
        {
            config, transactions, seed, keep, postfix, format, output, quiet, CommonOptions.NoColor(),
        };
        command.SetAction(CommandLine.Action(terminal, async (parsed, cancel) =>
        {
            string form = parsed.GetValue(format) ?? "text";
            if (form is not ("text" or "json"))
            {
                throw new UsageException($"no format {form}: give text or json");
            }

            int count = parsed.GetValue(transactions);
            if (count is < 1 or > MostTransactions)
            {
                throw new UsageException($"--transactions {count}: give a number from 1 to {MostTransactions}");
            }

            string? file = parsed.GetValue(output);
            if (file is not null)
            {
                ReportOptions.RequireWritable(file);
            }

            string directory = parsed.GetValue(keep)!;
            if (!Directory.Exists(directory))
            {
                throw new UsageException($"--keep {directory}: there is no such directory; make it first");
            }

            PostfixVersion version = PostfixVersions.Named(parsed.GetValue(postfix));
            ulong chosen = parsed.GetValue(seed) ?? (ulong)DateTimeOffset.UtcNow.ToUnixTimeSeconds();
            ConfigurationFiles files = ConfigurationFiles.Open(parsed.GetValue(config)!);
            FuzzRecord record = await FuzzProgressBar.ShowAsync(terminal, count, async progress =>
            {
                progress.Say("starting the lab");
                (HarnessLab lab, LabTarget target) = await HarnessLab.StartAsync(files, progress.Say, cancel, version);
                await using (lab)
                {
                    progress.Say($"playing {count} transactions, seed {chosen}");
                    return await new FuzzRun(target, FuzzRun.Patience, TimeProvider.System).PlayAsync(chosen, count, progress, cancel);
                }
            });
            record = KeptScenarios.Write(record, directory);
            if (file is not null)
            {
                await ReportPlan.WriteFileAsync(file, form == "json" ? FuzzJson.Of(record) : FuzzText.Plain(record), CancellationToken.None);
            }
            else if (form == "json")
            {
                terminal.Out.Write(FuzzJson.Of(record));
            }

            if (file is not null || form == "text")
            {
                FuzzText.Write(record, parsed.GetValue(quiet), terminal.Report);
            }

            return record.NotEstablished is not null ? ExitStatus.NotEstablished
                : record.Breaches.Count > 0 ? ExitStatus.Findings
                : record.IsInterrupted ? ExitStatus.NotEstablished
                : ExitStatus.Conforms;
        }));
        return command;
    }
}
