using System.Text.RegularExpressions;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Intake;

/// <summary>
/// Fills <c>$name</c>, <c>${name}</c>, <c>${name?value}</c> and <c>${name:value}</c> from main.cf and the few defaults that
/// paths and domains are made of (postconf(5), "The general format of the main.cf file"). What it does not know stays as written,
/// and so does what would cost too much.
/// </summary>
internal sealed partial class Expansion(Func<string, string?> settings, LabMachine machine)
{
    private const int Deepest = 16;

    // As many characters as could be copied while one text is looked through.
    private const int Cost = 100;

    private readonly ExpansionBudget _budget = new(16 * 1024 * 1024);

    /// <summary>The expanded text.</summary>
    public string Of(string text, int depth = 0)
        => !_budget.Spend(text.Length + Cost) || depth > Deepest ? text : Reference().Replace(text.Replace("$$", "\u0001", StringComparison.Ordinal), m => Value(m, depth)).Replace('\u0001', '$');

    /// <summary>The expanded value of a parameter, its default where main.cf does not set it; null when neither is known.</summary>
    public string? Find(string name, int depth = 0)
        => settings(name) is { } set ? Of(set, depth + 1) : Default(name) is { } standing ? Of(standing, depth + 1) : null;

    /// <summary>The names a text refers to.</summary>
    public static IEnumerable<string> Names(string text)
        => Reference().Matches(text.Replace("$$", "", StringComparison.Ordinal)).Select(m => m.Groups["name"].Value);

    private string Value(Match reference, int depth)
    {
        // What may cost nothing more may not grow either.
        if (!_budget.Spend(0))
            return reference.Value;
        var value = Find(reference.Groups["name"].Value, depth + 1);
        return reference.Groups["if"] switch
        {
            { Success: true, Value: "?" } => string.IsNullOrEmpty(value) ? "" : Of(reference.Groups["then"].Value, depth + 1),
            { Success: true } => string.IsNullOrEmpty(value) ? Of(reference.Groups["then"].Value, depth + 1) : "",
            _ => value ?? reference.Value,
        };
    }

    private string? Default(string name) => name switch
    {
        "myhostname" => machine.HostName,
        "mydomain" => ParentOf(Find("myhostname", Deepest / 2) ?? machine.HostName),
        "mydestination" => "$myhostname, localhost.$mydomain, localhost",
        "myorigin" => "$myhostname",
        "config_directory" => "/etc/postfix",
        "default_database_type" => "hash",
        "mail_spool_directory" => "/var/mail",
        _ => machine.Installed.GetValueOrDefault(name),
    };

    private static string ParentOf(string host)
        => host.IndexOf('.', StringComparison.Ordinal) is var dot and >= 0 ? host[(dot + 1)..] : "localdomain";

    [GeneratedRegex(@"\$(?:(?<name>\w+)|[{(]\s*(?<name>\w+)\s*(?:(?<if>[?:])(?<then>[^{}()]*))?[})])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();
}
