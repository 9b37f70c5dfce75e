using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Core.Postfix.Audit;

namespace Harness.Core.Reports;

/// <summary>The findings of an audit as SARIF 2.1.0, which code hosts show beside the lines.</summary>
public static class AuditSarif
{
    private static readonly JsonSerializerOptions _options = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>A log with one run, and a final line feed.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="version">The version of this program.</param>
    public static string Write(IReadOnlyList<AuditFinding> findings, string version)
    {
        string[] kinds = [.. findings.Select(f => f.Kind).Distinct().Order(StringComparer.Ordinal)];
        var log = new JsonObject
        {
            ["version"] = "2.1.0",
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject
                {
                    ["driver"] = new JsonObject
                    {
                        ["name"] = "smtp-harness audit",
                        ["version"] = version,
                        ["rules"] = new JsonArray([.. kinds.Select(k => new JsonObject { ["id"] = k })]),
                    },
                },
                ["results"] = new JsonArray([.. findings.Select(f => Result(f, Array.IndexOf(kinds, f.Kind)))]),
            }),
        };
        return log.ToJsonString(_options) + "\n";
    }

    private static JsonObject Result(AuditFinding finding, int rule) => new()
    {
        ["ruleId"] = finding.Kind,
        ["ruleIndex"] = rule,
        ["level"] = finding.Severity.ToString().ToLowerInvariant(),
        ["message"] = new JsonObject { ["text"] = Shown.Of(finding.Reason, 600) + (finding.Remedy is null ? "" : $"\nRemedy: {Shown.Of(finding.Remedy, 600)}") },
        ["locations"] = new JsonArray(new JsonObject
        {
            ["physicalLocation"] = new JsonObject
            {
                ["artifactLocation"] = new JsonObject { ["uri"] = string.Join('/', finding.Place.File.Split('/').Select(Uri.EscapeDataString)) },
                ["region"] = new JsonObject { ["startLine"] = Math.Max(1, finding.Place.Line) },
            },
        }),
    };
}
