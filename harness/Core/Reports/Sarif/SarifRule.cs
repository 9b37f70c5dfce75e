using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Harness.Core.Scenarios;
using Harness.Core.Verdicts;

namespace Harness.Core.Reports.Sarif;

/// <summary>A claim as a rule, with what a code host shows of it beside an alert.</summary>
internal static partial class SarifRule
{
    // What code hosts take of a description.
    private const int LongestDescription = 1000;

    /// <summary>The rule of a finding's attack.</summary>
    public static JsonObject Of(Finding finding)
    {
        Attack attack = finding.Attack;
        var rule = new JsonObject
        {
            ["id"] = Id(finding),
            ["shortDescription"] = SarifDocument.Message(Shown.Of(attack.Claim, LongestDescription)),
            ["fullDescription"] = SarifDocument.Message(Shown.Of($"{attack.Claim} (a client of kind {attack.From}; {attack.Source})", LongestDescription)),
            ["help"] = Help(attack),
            ["defaultConfiguration"] = new JsonObject { ["level"] = Level(finding.Level) },
            ["properties"] = new JsonObject
            {
                ["tags"] = new JsonArray("smtp", Shown.Of(Words.Family(attack.Id), 100)),
                ["verdict"] = Words.Of(finding.Verdict),
                ["policyLevel"] = Words.Of(finding.Level),
            },
        };
        if (HelpUri(attack.Source) is { } uri)
            rule["helpUri"] = uri;
        return rule;
    }

    /// <summary>The attack's id.</summary>
    public static string Id(Finding finding) => Shown.Of(finding.Attack.Id, 200);

    /// <summary>How much a refutation matters.</summary>
    public static string Level(Level level) => level switch
    {
        Verdicts.Level.Must => "error",
        Verdicts.Level.Should => "warning",
        _ => "note",
    };

    // What mends it on this server is in the result: a rule says the same whatever was seen.
    private static JsonObject Help(Attack attack)
    {
        string[] paste = [.. attack.Paste.Select(p => Shown.Of(p.Key.EndsWith("_restrictions", StringComparison.Ordinal) ? $"# has to have a place in {p.Key}: {p.Value}" : $"{p.Key} = {p.Value}"))];
        string text = $"Remedy: {Shown.Of(attack.Remedy, 600)}{string.Concat(paste.Select(p => "\n" + p))}\nSource: {Shown.Of(attack.Source.ToString())}";
        string markdown = $"**Claim** {MarkdownText.Prose(attack.Claim)}\n\n**Remedy** {MarkdownText.Prose(attack.Remedy, 600)}\n"
            + (paste.Length == 0 ? "" : MarkdownText.Block(paste, "ini"))
            + $"\n**Source** {MarkdownText.Prose(attack.Source.ToString())}\n";
        return SarifDocument.Message(text, markdown);
    }

    private static string? HelpUri(Source source)
        => source.Cve is { } cve && Cve().IsMatch(cve) ? $"https://www.cve.org/CVERecord?id={cve}"
        : source.Rfc is { } rfc && Rfc().Match(rfc) is { Success: true } at
            ? $"https://www.rfc-editor.org/rfc/rfc{at.Groups[1].Value}{(at.Groups[2].Success ? $"#section-{at.Groups[2].Value}" : "")}"
        : null;

    [GeneratedRegex(@"\ACVE-[0-9]{4}-[0-9]{4,7}\z")]
    private static partial Regex Cve();

    [GeneratedRegex(@"\A([0-9]{3,5})(?: §([0-9]+(?:\.[0-9]+)*))?(?=,|\z)")]
    private static partial Regex Rfc();
}
