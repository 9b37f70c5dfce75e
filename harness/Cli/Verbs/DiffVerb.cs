using System.CommandLine;
using Harness.Cli.Verbs.Diffing;
using Harness.Core.Verdicts;
using Harness.Core.Verdicts.Behaviour;
using Harness.Core.Verdicts.Behaviour.Records;
using Harness.Lab;

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
              smtp-harness diff --record behaviour.json postfix/
              smtp-harness diff behaviour.json postfix/
              smtp-harness diff run.json postfix/

            Exit status: 0 no difference but expected ones, 1 differences, 2 could not be established, 3 usage error.
            """);
        options.AddTo(command);
        command.Options.Add(CommonOptions.NoColor());
        command.SetAction(CommandLine.Action(terminal, async (parsed, cancel) =>
        {
            DiffRequest request = options.Read(parsed);
            if (request.Record is not null)
                return await RecordAsync(request, terminal, cancel);
            Comparison comparison = await CompareAsync(request, terminal, cancel);
            await DiffReports.WriteAsync(comparison, request.Reports, terminal, cancel);
            return comparison.ExitStatus;
        }));
        return command;
    }

    private static async Task<ExitStatus> RecordAsync(DiffRequest request, Terminal terminal, CancellationToken cancel)
    {
        var side = DiffSide.Of(request.Before);
        if (side.Recording is not null)
            throw new UsageException($"{request.Before}: recorded already; give --record a configuration");
        DiffConfiguration configuration = side.Configuration(request.Postfix ?? PostfixVersion.Default, null);
        BehaviourRecord record = request.IsPrediction ? BehaviourRecorder.Predict(configuration) : await BehaviourRecorder.PlayAsync(configuration, terminal, cancel);
        if (request.Record == "-")
        {
            terminal.Out.Write(BehaviourRecordJson.Write(record));
            return ExitStatus.Conforms;
        }
        await ReportPlan.WriteFileAsync(request.Record!, BehaviourRecordJson.Write(record), cancel);
        terminal.Out.Write(Core.Smtp.Visible.Escape($"{request.Record}: {record.Files.Count} files, {record.Sessions.Count} sessions, {record.Played} of them played") + "\n");
        return ExitStatus.Conforms;
    }

    private static async Task<Comparison> CompareAsync(DiffRequest request, Terminal terminal, CancellationToken cancel)
    {
        DiffSide old = DiffSide.Of(request.Before), now = DiffSide.Of(request.After);
        PostfixVersion before = old.Version ?? request.Postfix ?? now.Version ?? PostfixVersion.Default;
        PostfixVersion after = now.Version ?? request.Against ?? request.Postfix ?? before;
        if (request.Postfix is { } wanted && wanted != before && old.Recording is not null)
            throw new UsageException($"{request.Before}: recorded on Postfix {before.Number}; leave --postfix out, or give NEW another one with --against-postfix");
        if (old.Run is not null || now.Run is not null)
            return await RunComparing.CompareAsync(old, now, before, after, request, terminal, cancel);
        string? machine = old.Recording?.Behaviour?.Machine ?? now.Recording?.Behaviour?.Machine;
        DiffConfiguration first = old.Configuration(before, machine), second = now.Configuration(after, machine);
        bool isPure = request.IsPrediction || (first.Answers is not null && second.Answers is not null);
        return BehaviourComparison.Of(isPure
            ? Prediction.Compare(first, second, request.Allowed)
            : await LabComparison.CompareAsync(first, second, request.Allowed, terminal, cancel));
    }
}
