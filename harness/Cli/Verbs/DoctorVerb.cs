using System.CommandLine;
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
        var command = new Command("doctor",
            """
            What this machine has and lacks for the lab. Changes nothing; exit status 2 when the lab cannot run.

            Example:
              smtp-harness doctor
            """)
        {
            CommonOptions.NoColor(),
        };
        command.SetAction(CommandLine.Action(terminal, async (_, cancel) =>
        {
            IReadOnlyList<Symptom> symptoms = await Doctor.ExamineAsync(cancel);
            foreach (Symptom symptom in symptoms)
            {
                string mark = symptom.IsThere ? "[green]ok     [/]" : symptom.Needed ? "[red]missing[/]" : "[yellow]absent [/]";
                terminal.Report.MarkupLine($"{mark} {Markup.Escape(symptom.Part),-14} {Markup.Escape(symptom.Detail)}");
            }

            return symptoms.All(s => s.IsThere || !s.Needed) ? ExitStatus.Conforms : ExitStatus.NotEstablished;
        }));
        return command;
    }
}
