using Harness.Core.Postfix.Configuration;
using Harness.Core.Smtp;

namespace Harness.Core.Evidence;

/// <summary>What the access model foretold of a session, from the configuration alone.</summary>
/// <param name="Stage">The stage of the command that was to be answered last.</param>
/// <param name="Code">The reply code; null where the server was to hang up.</param>
/// <param name="Enhanced">The enhanced status code, or null.</param>
/// <param name="Restriction">The restriction that was to decide, or null where none was.</param>
/// <param name="At">The line of main.cf on which it stands, or null.</param>
public sealed record Prediction(Stage Stage, int? Code, string? Enhanced, string? Restriction, SettingLine? At)
{
    /// <summary>What the server did otherwise, in one phrase; null where it did the same, and where there is no answer to compare.</summary>
    /// <remarks>
    /// What a message is answered after its DATA is not foretold: filters and disks have their say. Who decided is compared where
    /// smtpd was traced.
    /// </remarks>
    public string? Contradiction(Observation seen)
    {
        if (seen.Outcome is not { Ending: Ending.Completed or Ending.Turned } outcome || outcome.Code == 421 || seen.FirstAnswer is not null)
            return null;
        bool refused = Code is >= 400;
        if (!refused && (!outcome.IsRefused || outcome.Stage == Stage.EndOfData))
            return null;
        if (Code != outcome.Code || Enhanced != outcome.Enhanced || Stage != outcome.Stage)
            return $"it was {outcome.Code} {outcome.Enhanced} at {outcome.Stage.ToWord()}";
        return seen.Decided is { } decided && Restriction is not null && !decided.Restriction.Equals(Restriction, StringComparison.OrdinalIgnoreCase)
            ? $"{decided.Restriction} decided" : null;
    }

    /// <summary>The prediction in one line, as in <c>504 5.5.2 at rcpt by reject_non_fqdn_helo_hostname (main.cf:9)</c>.</summary>
    public override string ToString()
    {
        string reply = string.Join(' ', new[] { Code?.ToString() ?? "no answer", Enhanced }.Where(p => !string.IsNullOrEmpty(p)));
        string line = At is null ? "" : $" ({At.File}{(At.Line > 0 ? $":{At.Line}" : "")})";
        return $"{reply} at {Stage.ToWord()}{(Restriction is null ? "" : $" by {Restriction}")}{line}";
    }
}
