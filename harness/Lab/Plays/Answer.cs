using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Trace;
using Harness.Core.Smtp;

namespace Harness.Lab.Plays;

/// <summary>The reply that a session came to, before smtpd's trace of it is there.</summary>
/// <param name="Session">The session.</param>
/// <param name="Stage">The command that was answered.</param>
/// <param name="Reading">The reply, or how the connection ended.</param>
/// <param name="Before">The places of the greeting and of the HELO in force, on the connection; counted from 0.</param>
/// <param name="First">The place of the session's first command.</param>
/// <param name="Last">The place of the command that was answered.</param>
internal sealed record Answer(AccessSession Session, AccessCommand Stage, Reading Reading, IReadOnlyList<int> Before, int First, int Last)
{
    // Of one DATA smtpd runs two lists.
    private const string EndOfDataList = "End-of-data";

    /// <summary>The outcome, with the restriction that smtpd's trace says decided.</summary>
    /// <param name="commands">The commands of the connection, as smtpd traced them.</param>
    public PlayedSession With(IReadOnlyList<CommandTrace> commands)
    {
        if (Last >= commands.Count)
        {
            return new PlayedSession(Session, null, [], $"smtpd traced {commands.Count} commands of a connection with {Last + 1} or more");
        }

        int first = Math.Min(First, Last);
        CommandTrace[] mine = [.. Before.Where(b => b < first).Select(b => commands[b]), .. commands.Skip(first).Take(Last - first + 1)];
        if (Reading.End is ReadingEnd.TimedOut || (Reading.Reply is null && Reading.End is ReadingEnd.Reset))
        {
            return new PlayedSession(Session, null, mine, Reading.Detail);
        }

        int code = Reading.Reply?.Code ?? 0;
        string line = Reading.Reply?.Lines is [var head, ..] ? head : "";
        string enhanced = Reading.Reply?.Enhanced?.ToString() ?? "";
        string text = enhanced.Length > 0 && line.StartsWith(enhanced, StringComparison.Ordinal) ? line[enhanced.Length..].TrimStart(' ') : line;
        // After all lists: that is a parameter.
        string refused = Decided(mine[^1])?.Restriction.ToLowerInvariant() ?? "";
        return new PlayedSession(Session, new AccessOutcome(Stage, code, enhanced, text, refused, null), mine, null);
    }

    // The first that refused: in a class, what stands in the class. Where a deferral that was remembered speaks, none has.
    private RestrictionStep? Decided(CommandTrace command) => command.Steps.FirstOrDefault(s => s.Status == RestrictionStatus.Reject && s.Parameter?.StartsWith("smtpd_reject_unlisted_", StringComparison.Ordinal) != true && Stage switch
    {
        AccessCommand.Data => !s.List.StartsWith(EndOfDataList, StringComparison.Ordinal),
        AccessCommand.EndOfData => s.List.StartsWith(EndOfDataList, StringComparison.Ordinal),
        _ => true,
    });
}
