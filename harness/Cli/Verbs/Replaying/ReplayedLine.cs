using System.Net;
using System.Text;
using Harness.Cli.Verbs.Diffing;
using Harness.Core.MailLogs.Sessions;
using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Matrix.Derived;
using Harness.Core.Postfix.Access.Names;
using Harness.Core.Replay;
using Harness.Lab;

namespace Harness.Cli.Verbs.Replaying;

/// <summary>The command lines that show a session.</summary>
internal sealed class ReplayedLine(PredictedReplay replay)
{
    /// <summary>Where it stands in the log.</summary>
    public string InLog(ReplayedSession replayed)
    {
        string files = string.Join(' ', replay.Request.Files.Select(ReplayLine.Quoted));
        LoggedSession logged = replayed.Logged;
        return replayed.Times.QueueId.Length > 0
            ? $"smtp-harness maillog {files} --trace {replayed.Times.QueueId}"
            : $"zgrep -F {ReplayLine.Quoted($"{logged.Answer.Stage} from {logged.ClientName}[{logged.Client}]: {logged.Answer.Code}")} {files}";
    }

    /// <summary>What the configuration does to it, and why.</summary>
    public string Explained(ReplayedSession replayed)
    {
        AccessSession session = replay.Possible(replayed);
        var line = new StringBuilder($"smtp-harness explain {ReplayLine.Quoted(replay.Request.Configuration.Given)}");
        foreach ((string option, string? value) in ReplayLine.Said(session).Concat(Facts(replayed, session)))
            line.Append(' ').Append(option).Append(value is null ? "" : " " + ReplayLine.Quoted(value));
        if (replay.Request.Version != PostfixVersion.Default)
            line.Append(" --postfix ").Append(replay.Request.Version.Number);
        return line.ToString();
    }

    private IEnumerable<(string, string?)> Facts(ReplayedSession replayed, AccessSession session)
    {
        ImpliedNames names = replayed.Logged.Answer.IsAccepted ? replay.Taken : replay.Refused;
        foreach (string zone in DnsListZones.Of(replay.Parameters))
        {
            if (names.Ask($"{ImpliedNames.Backwards(session.Client!)}.{zone}", NameType.A) is { Status: NameStatus.Found, Addresses: [IPAddress answer, ..] })
                yield return ("--listed", answer.ToString() == "127.0.0.2" ? zone : $"{zone}={answer}");
        }
        foreach (string name in MatrixNames.NamesOf(session).Where(n => names.Ask(n, NameType.A).Status is NameStatus.Missing))
        {
            if (name is not "unknown")
                yield return ("--dns", $"{name}=missing");
        }
        // Without the option every recipient of explain has an account.
        if (session.Recipients.Any(r => !replay.Accounts.Contains(ReplayLine.Local(r))))
            yield return ("--account", "postmaster");
    }
}
