using System.Text.Json.Nodes;
using Harness.Core.Postfix.Audit;
using Harness.Core.Reports.Sarif;

namespace Harness.Core.Reports;

/// <summary>The findings of an audit as SARIF 2.1.0, which code hosts show beside the lines.</summary>
public static class AuditSarif
{
    /// <summary>A log with one run, and a final line feed.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="version">The version of this program.</param>
    public static string Write(IReadOnlyList<AuditFinding> findings, string version)
    {
        string[] kinds = [.. findings.Select(f => f.Kind).Distinct().Order(StringComparer.Ordinal)];
        return SarifDocument.Write(
            "smtp-harness audit", version, kinds.Select(k => new JsonObject { ["id"] = k }), findings.Select(f => Result(f, Array.IndexOf(kinds, f.Kind))));
    }

    private static JsonObject Result(AuditFinding finding, int rule) => new()
    {
        ["ruleId"] = finding.Kind,
        ["ruleIndex"] = rule,
        ["level"] = finding.Severity.ToString().ToLowerInvariant(),
        ["message"] = SarifDocument.Message(Shown.Of(finding.Reason, 600) + (finding.Remedy is null ? "" : $"\nRemedy: {Shown.Of(finding.Remedy, 600)}")),
        ["locations"] = new JsonArray(SarifDocument.Place(finding.Place.File, finding.Place.Line)),
    };
}
