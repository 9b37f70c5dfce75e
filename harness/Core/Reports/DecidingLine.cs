using Harness.Core.Evidence;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Reports;

/// <summary>The line of main.cf that decided a session.</summary>
/// <param name="Line">The line.</param>
/// <param name="Foretold">Whether only the access model says so, smtpd not having been traced.</param>
internal sealed record DecidingLine(SettingLine Line, bool Foretold)
{
    /// <summary>What smtpd's own trace says; else what the model foretold, where the server did not answer otherwise.</summary>
    public static DecidingLine? Of(Observation? seen) => seen switch
    {
        { DecidedAt: { } line } => new(line, false),
        { Predicted: { At: { } line } predicted } when predicted.Contradiction(seen) is null => new(line, true),
        _ => null,
    };

    /// <summary>File, line and text.</summary>
    public override string ToString() => $"{Line.File}{(Line.Line > 0 ? $":{Line.Line}" : "")}  {Line.Text}{(Foretold ? "  (foretold, not traced)" : "")}";
}
