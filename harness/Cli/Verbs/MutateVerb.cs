using System.CommandLine;
using Harness.Core.Mutation;
using Harness.Core.Mutation.Trials;
using Harness.Core.Scenarios;
using Harness.Core.Verdicts;
using Harness.Lab;
using Harness.Lab.Mutants;

namespace Harness.Cli.Verbs;

/// <summary><c>smtp-harness mutate CONFIG</c>: breaks each line and looks whether the attacks notice.</summary>
internal static class MutateVerb
{
    /// <summary>The verb.</summary>
    public static Command Command(Terminal terminal)
    {
        var config = new Argument<string>("CONFIG") { Description = "a Postfix configuration directory, or a main.cf" };
        Option<string?> policy = CommonOptions.Policy();
        policy.Description = "whose attacks should notice: guide, hardened, everything, or a FILE of your own [default: everything]";
        Option<string[]> only = CommonOptions.Only();
        only.Description = "only mutants whose id matches this glob (repeatable)";
        Option<string[]> except = CommonOptions.Except();
        except.Description = "no mutants whose id matches this glob (repeatable)";
        var lines = new Option<string[]>("--only-lines") { HelpName = "LINES", Description = "only mutants of these lines of main.cf, as in 17 or 8-21 (repeatable)" };
        var list = new Option<bool>("--list") { Description = "says which mutants there are, and tries none" };
        Option<string?> postfix = CommonOptions.Postfix();
        var outputs = new ReportOptions(MutationReports.Formats);
        var command = new Command("mutate",
            """
            Breaks a configuration line by line, loads each mutant in the lab and attacks it: would your tests notice?
            Exit status 0 where every mutant that behaves otherwise was noticed, 1 where one survived. Ctrl-C ends it with a
            report of what was tried.

            Examples:
              smtp-harness mutate fixtures/guide
              smtp-harness mutate /etc/postfix --policy ours.yaml --only-lines 8-21
              smtp-harness mutate /etc/postfix --only 'smtpd_recipient_restrictions/*' --format html --output mutants.html
              smtp-harness mutate ./main.cf --list
            """)
        {
            config, policy, only, except, lines, list, postfix, CommonOptions.NoColor(),
        };
        outputs.AddTo(command);
        command.SetAction(CommandLine.Action(terminal, async (parsed, cancel) =>
        {
            PostfixVersion version = PostfixVersions.Named(parsed.GetValue(postfix));
            ReportPlan plan = outputs.Read(parsed);
            Policy judge = Policies.Load(parsed.GetValue(policy) ?? "everything");
            ConfigurationFiles files = ConfigurationFiles.Open(parsed.GetValue(config)!);
            Mutant[] mutants = Chosen(files, parsed.GetValue(only) ?? [], parsed.GetValue(except) ?? [], LineRanges.Parse(parsed.GetValue(lines) ?? []));
            if (parsed.GetValue(list))
            {
                foreach (Mutant mutant in mutants)
                {
                    terminal.Out.WriteLine($"{mutant.Id}\t{mutant.Place.Line}\t{Core.Smtp.Visible.Escape(mutant.Mistake)}");
                }

                return ExitStatus.Conforms;
            }

            Attack[] attacks = [.. Attacks.Select([], []).Where(a => judge.LevelOf(a.Id) is not null)];
            MutationReport report = await MutateRun.PlayAsync(files, version, mutants, attacks, judge, terminal, cancel);
            await MutationReports.WriteAsync(report, plan, terminal);
            return report.ExitStatus;
        }));
        return command;
    }

    private static Mutant[] Chosen(ConfigurationFiles files, string[] only, string[] except, IReadOnlyList<(int First, int Last)> lines)
    {
        IReadOnlyList<Mutant> all = PlannedMutants.Of(files);
        if (all.Count == 0)
        {
            throw new UsageException($"{files.MainCf.FileName}: no line of it bears on access, TLS or limits; there is nothing to mutate");
        }

        foreach (string glob in only.Concat(except).Where(g => !all.Any(m => Glob.Matches(g, m.Id))))
        {
            throw new UsageException($"no mutant matches {glob}; smtp-harness mutate {files.Given} --list shows what there is");
        }

        Mutant[] chosen = [.. all.Where(m => (only.Length == 0 || only.Any(g => Glob.Matches(g, m.Id)))
            && !except.Any(g => Glob.Matches(g, m.Id))
            && (lines.Count == 0 || lines.Any(l => m.Place.Line >= l.First && m.Place.Line <= l.Last)))];
        return chosen.Length > 0 ? chosen : throw new UsageException($"no mutant is left; smtp-harness mutate {files.Given} --list shows what there is");
    }
}
