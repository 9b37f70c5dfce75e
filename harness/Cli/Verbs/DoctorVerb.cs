using System.CommandLine;
using Harness.Cli.Verbs.Completion;
using Harness.Core.Reports;
using Harness.Core.Verdicts;
using Harness.Lab;
using Spectre.Console;

namespace Harness.Cli.Verbs;

/// <summary><c>smtp-harness doctor</c>: what this machine has and lacks.</summary>
internal static class DoctorVerb
{
    /// <summary>The verb.</summary>
    public static Command Command(Terminal terminal)
    {
        var prepare = new Option<bool>("--prepare") { Description = "install or start what is missing first (Debian and Ubuntu, as root), and get the base image" };
        var postfix = new Option<string[]>("--postfix") { HelpName = "VERSION", Description = "with --prepare: the base image of this Postfix as well, 3.5 or 3.10 (repeatable)" };
        Completions.Give(postfix, PostfixVersion.All.Select(v => v.Number));
        var command = new Command("doctor",
            """
            What this machine has and lacks for the lab. Changes nothing without --prepare; exit status 2 when the lab cannot run.

            Examples:
              smtp-harness doctor
              smtp-harness doctor --prepare --postfix 3.10
            """)
        {
            prepare, postfix, CommonOptions.NoColor(), CommonOptions.QuietProgress(),
        };
        command.SetAction(CommandLine.Action(terminal, async (parsed, cancel) =>
        {
            PostfixVersion[] versions = [.. (parsed.GetValue(postfix) ?? []).Select(PostfixVersions.Named)];
            if (parsed.GetValue(prepare))
            {
                await Readiness.PrepareAsync(versions, terminal.Tell, cancel);
            }
            else if (versions.Length > 0)
            {
                throw new UsageException("--postfix is for --prepare, which gets its base image; give both or neither");
            }

            IReadOnlyList<Symptom> symptoms = await Doctor.ExamineAsync(cancel);
            foreach (Symptom symptom in symptoms)
            {
                (string word, Style style) = symptom.IsThere ? ("ok", Styles.Good) : symptom.Needed ? ("missing", Styles.Bad) : ("absent", Styles.Open);
                FoldedText.Write(terminal.Report, $"{word,-7} {symptom.Part,-14} {symptom.Detail}", style, word.Length);
            }

            if (symptoms.All(s => s.IsThere || !s.Needed))
            {
                return ExitStatus.Conforms;
            }

            terminal.Report.WriteLine($"{Readiness.Command} (as root) mends it: it runs {Readiness.Script}");
            return ExitStatus.NotEstablished;
        }));
        return command;
    }
}
