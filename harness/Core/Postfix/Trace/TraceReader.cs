using Harness.Core.Postfix.MailLog;

namespace Harness.Core.Postfix.Trace;

/// <summary>The state machine behind <see cref="SmtpdTrace.Read(IEnumerable{MailLogLine})"/>; one instance a session.</summary>
internal sealed class TraceReader
{
    private const string Check = "generic_checks: name=";

    // smtpd itself gives up at 100 (smtpd_check.c, recursion).
    private const int DeepestNesting = 128;

    private readonly List<CommandTrace> commands = [];
    private readonly Stack<RunningList> lists = new();
    private string command = "";
    private List<string> replies = [];
    private List<RestrictionStep> steps = [];
    private string? unlistedCheck;
    private int run;

    public void Take(string text)
    {
        if (text.StartsWith("< ", StringComparison.Ordinal))
            Begin(Said(text));
        else if (text.StartsWith("> ", StringComparison.Ordinal))
            replies.Add(Said(text));
        else if (text.StartsWith(">>> ", StringComparison.Ordinal))
            Marker(text);
        else if (text.StartsWith(Check, StringComparison.Ordinal))
            Step(text[Check.Length..]);
        else if (text.Contains(": reject", StringComparison.Ordinal) && IsRefusalLine(text, out var warning))
            Refused(warning);
        else if (lists.TryPeek(out var list))
            list.Hint(text);
    }

    public IReadOnlyList<CommandTrace> Finish()
    {
        Begin("");
        return commands;
    }

    private void Begin(string next)
    {
        Abandon();
        if (command.Length > 0 || replies.Count > 0 || steps.Count > 0)
            commands.Add(new CommandTrace(command, replies, steps));
        command = next;
        replies = [];
        steps = [];
        unlistedCheck = null;
        run = 0;
        lists.Clear();
    }

    // Where smtpd leaves in the middle of a list (a mistake in the configuration, HANGUP), no result is logged: what was being
    // evaluated decided, the innermost first.
    private void Abandon()
    {
        while (lists.TryPop(out var list))
        {
            if (list.Pending is { } pending)
                steps.Add(list.End(pending, RestrictionStatus.Reject) with { Depth = lists.Count, Run = run });
        }
    }

    // "< name[address]: MAIL FROM:<…>"
    private static string Said(string text) =>
        PeerName.Read(text, 2) is { } peer && text.AsSpan(peer.End).StartsWith(":")
            ? text[(peer.End + 1)..] is [' ', .. var said] ? said : text[(peer.End + 1)..]
            : text[2..];

    private void Marker(string text)
    {
        if (Between(text, ">>> START ", " RESTRICTIONS <<<") is { } started)
        {
            run += lists.Count == 0 ? 1 : 0;
            if (lists.Count < DeepestNesting)
                lists.Push(new RunningList(started, ParameterOf(started)));
        }
        else if (Between(text, ">>> END ", " RESTRICTIONS <<<") is not null)
            lists.TryPop(out _);
        else if (Between(text, ">>> CHECKING ", " VALIDATION MAPS <<<") is { } checkedFor && lists.Count == 0)
            unlistedCheck = checkedFor;
    }

    private string? ParameterOf(string list)
    {
        if (lists.TryPeek(out var outer))
        {
            // Only a restriction class has its name on the list that holds it; what a table returned stands in the table.
            return outer.Pending is { } name && !name.Contains(':', StringComparison.Ordinal)
                && !name.StartsWith("check_", StringComparison.OrdinalIgnoreCase) ? name : null;
        }
        return list switch
        {
            "Client host" => "smtpd_client_restrictions",
            "Helo command" => "smtpd_helo_restrictions",
            "Sender address" => "smtpd_sender_restrictions",
            "Etrn command" => "smtpd_etrn_restrictions",
            "Data command" => "smtpd_data_restrictions",
            "End-of-data command" => "smtpd_end_of_data_restrictions",
            _ => null,
        };
    }

    private void Step(string text)
    {
        if (!lists.TryPeek(out var list))
            return;
        var at = text.LastIndexOf(" status=", StringComparison.Ordinal);
        if (at < 0)
        {
            list.Start(text);
            return;
        }
        var status = text.AsSpan(at + 8) switch
        {
            "1" => RestrictionStatus.Permit,
            "2" => RestrictionStatus.Reject,
            _ => RestrictionStatus.Dunno,
        };
        steps.Add(list.End(text[..at], status) with { Depth = lists.Count - 1, Run = run });
    }

    private static bool IsRefusalLine(string text, out bool warning)
    {
        var at = text.IndexOf(": reject", StringComparison.Ordinal);
        warning = text.AsSpan(at).StartsWith(": reject_warning: ");
        var subject = text.AsSpan(0, at);
        return (warning || text.AsSpan(at).StartsWith(": reject: "))
            && (subject.SequenceEqual("NOQUEUE") || QueueId.At(text)?.Length == at);
    }

    private void Refused(bool warning)
    {
        if (lists.TryPeek(out var list))
            list.Warned |= warning;
        else if (unlistedCheck is { } checkedFor && !warning)
        {
            // After all lists: smtpd_reject_unlisted_recipient and _sender are parameters, not items of a list.
            var sender = checkedFor.StartsWith("Sender", StringComparison.Ordinal);
            steps.Add(new RestrictionStep(
                checkedFor, sender ? "reject_unlisted_sender" : "reject_unlisted_recipient", null, RestrictionStatus.Reject)
            {
                Parameter = sender ? "smtpd_reject_unlisted_sender" : "smtpd_reject_unlisted_recipient",
            });
            unlistedCheck = null;
        }
    }

    private static string? Between(string text, string before, string after) =>
        text.Length > before.Length + after.Length
        && text.StartsWith(before, StringComparison.Ordinal) && text.EndsWith(after, StringComparison.Ordinal)
            ? text[before.Length..^after.Length]
            : null;
}
