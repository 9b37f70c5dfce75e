using System.Globalization;
using Harness.Core.MailLogs.Sessions;
using Harness.Core.Postfix.Access;
using Harness.Core.Verdicts.Behaviour;

namespace Harness.Core.Replay;

/// <summary>
/// What a configuration makes of the sessions of a log, beside what became of them: a statement for each cause, which is what refused before
/// and what decides now. Pure.
/// </summary>
/// <param name="before">The log.</param>
/// <param name="after">The configuration.</param>
/// <param name="shows">The commands that show a session in the log, and with the configuration.</param>
public sealed class ReplayComparison(ComparedSide before, ComparedSide after, Func<ReplayedSession, (string Before, string After)> shows)
{
    private const int MostCauses = 20;

    /// <summary>Compares.</summary>
    /// <param name="outcomes">Every session with what it comes to now.</param>
    /// <param name="basis">Where the answers come from.</param>
    public Comparison Of(IReadOnlyList<ReplayedOutcome> outcomes, string basis)
    {
        (ReplayedOutcome Outcome, ChangeKind Kind)[] changed = [.. outcomes.Select(o => (o, Change(o))).Where(c => c.Item2 is not null).Select(c => (c.o, c.Item2!.Value))];
        IEnumerable<Difference> differences = changed
            .GroupBy(c => (c.Kind, Class: c.Outcome.Replayed.Logged.Answer.Code / 100, Now: Key(c.Outcome.Outcome)))
            .SelectMany(g => Causes([.. g.Select(c => c.Outcome)]).Select(one => Told(g.Key.Kind, one)))
            .OrderBy(d => d.Kind).ThenByDescending(d => d.Sessions);
        return new(before, after, [.. differences])
        {
            IsOfLog = true,
            Sessions = outcomes.Count,
            Differing = changed.Length,
            Basis = basis,
        };
    }

    // A reply that tells no restriction may be different each time.
    private static IEnumerable<ReplayedOutcome[]> Causes(ReplayedOutcome[] outcomes)
    {
        ReplayedOutcome[][] causes = [.. outcomes.GroupBy(o => o.Replayed.Logged.Answer.Reason).Select(g => g.ToArray()).OrderByDescending(g => g.Length)];
        return causes.Length <= MostCauses ? causes : causes.Take(MostCauses).Append([.. causes.Skip(MostCauses).SelectMany(c => c)]);
    }

    /// <summary>What has changed for a session; null where nothing has.</summary>
    public static ChangeKind? Change(ReplayedOutcome replayed)
    {
        (LoggedAnswer was, AccessOutcome now) = (replayed.Replayed.Logged.Answer, replayed.Outcome);
        if (now.UnknownBecause is not null)
            return ChangeKind.Untold;
        if (was.IsAccepted)
            return now.IsAccepted ? null : ChangeKind.Closes;
        if (now.IsAccepted)
        {
            // Turned away before RCPT: what would have come later is not in the log.
            return replayed.Replayed.Session.Recipients.Count > 0 ? ChangeKind.Opens : ChangeKind.Untold;
        }
        bool isSame = now.Fatal is null && now.Code / 100 == was.Code / 100 && now.Enhanced == was.Enhanced && Words.Stage(now.Stage) == was.Stage;
        return isSame ? null : ChangeKind.Answers;
    }

    private static (string Restriction, string Place, string Entry, int Class, string Enhanced, string Special) Key(AccessOutcome now) => (
        now.Restriction.ToLowerInvariant(), now.Place is { } place ? $"{place.File}:{place.Line}" : "", now.Entry is { } entry ? $"{entry.File}:{entry.Line}" : "",
        now.Code / 100, now.IsAccepted ? "" : now.Enhanced, now.Fatal ?? (now.UnknownBecause is null ? "" : "untold"));

    private Difference Told(ChangeKind kind, ReplayedOutcome[] group)
    {
        ReplayedOutcome example = group.OrderByDescending(o => o.Replayed.Times.Count).First();
        (ReplayedSession session, AccessOutcome now) = (example.Replayed, example.Outcome);
        LoggedAnswer was = session.Logged.Answer;
        IReadOnlyList<string> shared = SharedWords.Of([.. group.Select(o => o.Replayed.Session)]);
        IReadOnlyList<string> whose = was.IsAccepted ? (shared.Count > 0 ? shared : ["mail that was taken"]) : [Refused(group), .. shared];
        long times = group.Sum(o => o.Replayed.Times.Count);
        string change = $"{(was.IsAccepted ? "accepted" : Words.Answer(was))} → {Words.Answer(now)}";
        return new(
            kind, $"{string.Join(", ", whose)}: {change}", IsExpected: false, group.Length,
            new(was.IsAccepted ? "end-of-data" : Words.StageOf(was.Stage), was.Code, was.IsAccepted ? $"taken{(session.Times.QueueId.Length > 0 ? $" as {session.Times.QueueId}" : "")}" : $"{was.Reason}, as the reply tells")
            {
                Enhanced = was.Enhanced.Length > 0 ? was.Enhanced : null,
                Restriction = was.Reason.Length > 0 ? was.Reason : null,
            },
            BehaviourComparison.Answer(now), shows(session))
        {
            Whose = [whose],
            For = [.. Counts(group, times)],
        };
    }

    private static string Refused(ReplayedOutcome[] group)
        => group.Select(o => o.Replayed.Logged.Answer.Reason).Distinct().Count() is > 1 and var reasons ? $"refused for {reasons} other reasons" : $"refused by {group[0].Replayed.Logged.Answer.Reason}";

    private static IEnumerable<string> Counts(ReplayedOutcome[] group, long times)
    {
        DateTime[] first = [.. group.Select(o => o.Replayed.Times.First).OfType<DateTime>().Order()];
        string since = first.Length > 0 ? string.Create(CultureInfo.InvariantCulture, $", first at {first[0]:yyyy-MM-dd HH:mm:ss}") : "";
        bool isTaken = group[0].Replayed.Logged.Answer.IsAccepted;
        int clients = group.Select(o => o.Replayed.Session.Client).Distinct().Count();
        yield return $"{Number(times, isTaken ? "delivery" : "refusal", isTaken ? "deliveries" : "refusals")} in the log, of {Number(clients, "client", "clients")}{since}";
        if (group.Count(o => o.Supposed is not null) is > 0 and var supposed)
            yield return $"{supposed} of the sessions only if it is as supposed: {group.First(o => o.Supposed is not null).Supposed}";
    }

    private static string Number(long count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");

    private static class Words
    {
        public static string Stage(AccessCommand stage) => stage switch
        {
            AccessCommand.EndOfData => "END-OF-MESSAGE",
            _ => stage.ToString().ToUpperInvariant(),
        };

        public static string StageOf(string logged) => logged switch
        {
            "CONNECT" => "connect",
            "HELO" or "EHLO" => "helo",
            "MAIL" => "mail",
            _ => "rcpt",
        };

        public static string Answer(LoggedAnswer was) => was.Stage == "RCPT" ? $"{was.Code}" : $"{was.Code} at {was.Stage}";

        public static string Answer(AccessOutcome now) => now switch
        {
            { UnknownBecause: not null } => "cannot be told",
            { Fatal: not null } => "no answer, smtpd dies",
            { IsAccepted: true } => "accepted",
            { Code: 0 } => "hung up on",
            { Stage: AccessCommand.Rcpt } => $"{now.Code}",
            _ => $"{now.Code} at {Stage(now.Stage)}",
        };
    }
}
