using Harness.Core.Postfix.Audit;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Reports;

/// <summary>The findings of an audit for programs.</summary>
public static class AuditJson
{
    /// <summary>An object with the findings, and a final line feed.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="configuration">The path as the user gave it.</param>
    /// <param name="release">The release that it was looked through for.</param>
    public static string Write(IReadOnlyList<AuditFinding> findings, string configuration, PostfixRelease release) =>
        JsonForm.Write(new AuditRecord(1, configuration, release.ToString(), [.. findings.Select(Recorded)]));

    private static AuditedLine Recorded(AuditFinding finding) => new(
        finding.Severity.ToString().ToLowerInvariant(), finding.Kind, finding.Place.File, finding.Place.Line, finding.Place.Parameter, finding.Place.Text,
        finding.Reason, finding.Remedy, finding.Attacks);

    private sealed record AuditRecord(int Schema, string Configuration, string Postfix, IReadOnlyList<AuditedLine> Findings);

    private sealed record AuditedLine(
        string Severity, string Kind, string File, int Line, string Parameter, string Text, string Reason, string? Remedy, IReadOnlyList<string> Attacks);
}
