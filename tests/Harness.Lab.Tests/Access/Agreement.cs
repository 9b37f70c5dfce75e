using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Explaining;
using Harness.Core.Postfix.Trace;
using Harness.Lab.Plays;

namespace Harness.Lab.Tests.Access;

/// <summary>A session as the model foretells it and as a server answered it.</summary>
internal sealed record Agreement(AccessExplanation Predicted, PlayedSession Played)
{
    private AccessOutcome Outcome => Predicted.Outcome;

    /// <summary>Whether the model says that it cannot know, and the server did ask the restriction that it names.</summary>
    public bool IsOpen => Outcome.UnknownBecause is not null && Asked(Outcome.Restriction);

    /// <summary>Where they differ, in few words; null where they do not.</summary>
    public string? Difference
    {
        get
        {
            if (Played.Observed is not { } observed)
            {
                return $"not played: {Played.Fault}";
            }

            if (Outcome.UnknownBecause is { } unknown)
            {
                return IsOpen ? null : $"unknown: {unknown}";
            }

            string[] differing =
            [
                .. Different("stage", Outcome.Stage, observed.Stage),
                .. Different("code", Outcome.Code, observed.Code),
                .. Different("enhanced", Outcome.Enhanced, observed.Enhanced),
                .. Different("restriction", Outcome.Restriction.ToLowerInvariant(), observed.Restriction),
                // The name of the queue file, which follows, is nobody's to foretell.
                .. Outcome is { Stage: AccessCommand.EndOfData, Code: 250 } ? [] : Different("text", Outcome.Text, observed.Text),
                .. Different("asked", string.Join(' ', Foretold()), string.Join(' ', Seen())),
                .. Outcome.Remembered.Length == 0 || Asked(Outcome.Remembered) ? [] : new[] { $"{Outcome.Remembered} is remembered and was never asked" },
            ];
            return differing.Length == 0 ? null : string.Join("; ", differing);
        }
    }

    /// <summary>The session with both traces, for a person to read.</summary>
    public string Told() => $"""
        {Told(Played.Session)}
          predicted {Told(Outcome)}{(Outcome.Remembered.Length > 0 ? $", remembered {Outcome.Remembered}" : "")}
        {string.Join('\n', Predicted.Lists.SelectMany(l => Told(l, 4)).Concat(Predicted.Remarks.Select(r => $"    {r}")))}
          observed  {(Played.Observed is { } observed ? Told(observed) : Played.Fault)}
        {string.Join('\n', Played.Trace.Where(c => c.Command != "RSET").SelectMany(Told))}
        """;

    private bool Asked(string restriction) => Played.Trace.Any(c => c.Steps.Any(s => s.Restriction.Equals(restriction, StringComparison.OrdinalIgnoreCase)));

    // What smtpd looked at for the command that was answered, with what came of it: 0, 1 or 2 as it logs them.
    private IEnumerable<string> Foretold() => Predicted.Lists.Where(l => l.At == Outcome.Stage).SelectMany(Flat);

    private IEnumerable<string> Seen() => Played.Trace[^1].Steps
        .Where(s => s.Parameter?.StartsWith("smtpd_reject_unlisted_", StringComparison.Ordinal) != true)
        .Where(s => Outcome.Stage is not (AccessCommand.Data or AccessCommand.EndOfData) || s.List.StartsWith("End-of-data", StringComparison.Ordinal) == (Outcome.Stage == AccessCommand.EndOfData))
        .Select(s => $"{s.Restriction.ToLowerInvariant()}={(int)s.Status}");

    private static IEnumerable<string> Flat(ExplainedList list) => list.Steps.Where(s => s.Restriction != "warn_if_reject")
        .SelectMany(s => s.Inner.SelectMany(Flat).Append($"{s.Restriction.ToLowerInvariant()}={(s.Result switch { StepResult.Passed => 0, StepResult.Permitted => 1, _ => 2 })}"));

    private static string Told(AccessSession s)
        => $"{s.Client?.ToString() ?? "?"} ({s.ClientName}/{s.ReverseName}{(s.NameIsTemporary ? ", for now" : "")}) {(s.Login is null ? "" : $"as {s.Login} ")}"
        + $"{(s.Esmtp ? "EHLO" : "HELO")} {s.Helo ?? "-"}, <{s.Sender ?? "-"}> to <{string.Join("> <", s.Recipients)}>, {s.Asked}{(s.Tls ? ", TLS" : "")}{(s.SmtpUtf8 ? ", SMTPUTF8" : "")}";

    private static string Told(AccessOutcome o) => $"{o.Stage} {o.Code} {o.Enhanced} {o.Text} [{o.Restriction}]";

    private static IEnumerable<string> Told(ExplainedList list, int indent) => list.Steps
        .SelectMany(s => s.Inner.SelectMany(l => Told(l, indent + 4)).Prepend($"{new string(' ', indent + 2)}{s.Restriction} {s.Argument} {s.Result}{string.Concat(s.Findings.Select(f => $"; {f.Text}"))}"))
        .Prepend($"{new string(' ', indent)}{list.Name} at {list.At}: {list.Result}{string.Concat(list.Findings.Select(f => $"; {f.Text}"))}");

    private static IEnumerable<string> Told(CommandTrace command)
        => command.Steps.Select(s => $"      {new string(' ', 2 * s.Depth)}{s.List}: {s.Restriction} {s.Argument} {s.Status}{(s.Warned ? ", warned" : "")}")
            .Prepend($"    {command.Command} -> {string.Join(" / ", command.Replies.TakeLast(1))}");

    private static IEnumerable<string> Different<T>(string what, T predicted, T observed)
        => Equals(predicted, observed) ? [] : [$"{what} {predicted} <> {observed}"];
}
