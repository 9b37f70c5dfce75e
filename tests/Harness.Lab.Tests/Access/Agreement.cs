using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Trace;
using Harness.Lab.Plays;

namespace Harness.Lab.Tests.Access;

/// <summary>Holds what the model foretells against what a server did.</summary>
internal static class Agreement
{
    /// <summary>Where they differ, in few words; null where they do not.</summary>
    public static string? Difference(AccessOutcome predicted, PlayedSession played)
    {
        if (played.Observed is not { } observed)
        {
            return $"not played: {played.Fault}";
        }

        if (predicted.UnknownBecause is { } unknown)
        {
            return $"unknown: {unknown}";
        }

        string[] differing =
        [
            .. Different("stage", predicted.Stage, observed.Stage),
            .. Different("code", predicted.Code, observed.Code),
            .. Different("enhanced", predicted.Enhanced, observed.Enhanced),
            .. Different("restriction", predicted.Restriction.ToLowerInvariant(), observed.Restriction),
            .. predicted.Stage == AccessCommand.EndOfData && predicted.Code == 250 ? [] : Different("text", predicted.Text, observed.Text),
            .. predicted.Remembered.Length == 0 || played.Trace.Any(c => c.Steps.Any(s => s.Restriction.Equals(predicted.Remembered, StringComparison.OrdinalIgnoreCase)))
                ? [] : new[] { $"{predicted.Remembered} is remembered and was never asked" },
        ];
        return differing.Length == 0 ? null : string.Join("; ", differing);
    }

    /// <summary>The session, what was foretold and what happened, for a person to read.</summary>
    public static string Told(AccessOutcome predicted, PlayedSession played) => $"""
        {Told(played.Session)}
          predicted {Told(predicted)}{(predicted.Remembered.Length > 0 ? $", remembered {predicted.Remembered}" : "")}
          observed  {(played.Observed is { } observed ? Told(observed) : played.Fault)}
        {string.Join('\n', played.Trace.Where(c => c.Command != "RSET").SelectMany(Told))}
        """;

    private static string Told(AccessSession s)
        => $"{s.Client?.ToString() ?? "?"} ({s.ClientName}/{s.ReverseName}{(s.NameIsTemporary ? ", for now" : "")}) {(s.Login is null ? "" : $"as {s.Login} ")}"
        + $"{(s.Esmtp ? "EHLO" : "HELO")} {s.Helo ?? "-"}, <{s.Sender ?? "-"}> to <{string.Join("> <", s.Recipients)}>, {s.Asked}{(s.Tls ? ", TLS" : "")}{(s.SmtpUtf8 ? ", SMTPUTF8" : "")}";

    private static string Told(AccessOutcome o) => $"{o.Stage} {o.Code} {o.Enhanced} {o.Text} [{o.Restriction}]";

    private static IEnumerable<string> Told(CommandTrace command)
        => command.Steps.Select(s => $"      {new string(' ', 2 * s.Depth)}{s.List}: {s.Restriction} {s.Argument} {s.Status}{(s.Warned ? ", warned" : "")}")
            .Prepend($"    {command.Command} -> {string.Join(" / ", command.Replies.TakeLast(1))}");

    private static IEnumerable<string> Different<T>(string what, T predicted, T observed)
        => Equals(predicted, observed) ? [] : [$"{what} {predicted} <> {observed}"];
}
