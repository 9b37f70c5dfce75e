using System.CommandLine;
using Harness.Cli.Verbs.Diffing;
using Harness.Core.Verdicts.Behaviour;

namespace Harness.Cli.Verbs;

/// <summary><c>smtp-harness diff OLD NEW</c>: the sessions whose outcome changes, and nothing else.</summary>
internal static class DiffVerb
{
    /// <summary>The verb.</summary>
    public static Command Command(Terminal terminal)
    {
        var options = new DiffOptions();
        var command = new Command("diff",
            """
            Says what two configurations do differently to a client, in as few statements as there are: whose sessions, what they
            came to and come to now, the line that decides, and a command that shows it. The sessions are derived from the
            configurations themselves.

            Examples:
              smtp-harness diff --predict /etc/postfix ./postfix
              smtp-harness diff --predict HEAD~1:postfix/ postfix/ --allow closes --format junit --output diff.xml
              smtp-harness diff /etc/postfix ./postfix
              smtp-harness diff --predict fixtures/guide --postfix 3.7 --against-postfix 3.10

            Exit status: 0 no difference but expected ones, 1 differences, 2 could not be established, 3 usage error.
            """);
        options.AddTo(command);
        command.Options.Add(CommonOptions.NoColor());
        command.SetAction(CommandLine.Action(terminal, async (parsed, cancel) =>
        {
            DiffRequest request = options.Read(parsed);
            DiffConfiguration before = DiffConfiguration.Of(ConfigurationSource.Open(request.Before), request.BeforePostfix);
            DiffConfiguration after = DiffConfiguration.Of(ConfigurationSource.Open(request.After), request.AfterPostfix);
            BehaviourReport report = request.IsPrediction
                ? Prediction.Compare(before, after, request.Allowed)
                : await LabComparison.CompareAsync(before, after, request.Allowed, terminal, cancel);
            await DiffReports.WriteAsync(report, request, terminal, cancel);
            return report.ExitStatus;
        }));
        return command;
    }
}
