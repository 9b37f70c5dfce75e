using System.Text.RegularExpressions;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Verdicts.Behaviour.Records;

/// <summary>The text of a file as it goes into a record: every line in its place, nothing in them that is a secret.</summary>
public static partial class RecordedText
{
    /// <summary>Of main.cf: without the values of passwords.</summary>
    public static RecordedFile MainCf(string text)
    {
        string[] lines = text.Split('\n');
        foreach (MainCfSetting setting in Postfix.Configuration.MainCf.Parse(text, "main.cf").Settings.Where(s => IsSecret(s.Name, s.Value)))
        {
            foreach ((int line, _) in setting.Lines)
                lines[line - 1] = line == setting.Line ? $"{setting.Name} =" : "# not recorded";
        }
        return new("main.cf", lines);
    }

    /// <summary>Of master.cf: the same for its <c>-o</c>.</summary>
    public static RecordedFile MasterCf(string text)
        => new("master.cf", [.. text.Split('\n').Select(l => SecretOption().Replace(l, m => IsSecret(m.Groups[2].Value, m.Groups[3].Value) ? m.Groups[1].Value : m.Value))]);

    /// <summary>Of any other; null for one that looks like a private key.</summary>
    public static RecordedFile? Table(string path, string text) => text.Contains("PRIVATE KEY-----", StringComparison.Ordinal) ? null : new(path, text.Split('\n'));

    // postconf(5): *_sasl_password_maps; the parameters of ldap_table(5), mysql_table(5) and pgsql_table(5) may stand in main.cf too.
    private static bool IsSecret(string name, string value)
        => name.EndsWith("_password_maps", StringComparison.Ordinal) ? value.Contains('{', StringComparison.Ordinal) || value.Contains("static:", StringComparison.Ordinal)
            : name.EndsWith("_password", StringComparison.Ordinal) || name.EndsWith("_bind_pw", StringComparison.Ordinal) || name.EndsWith("_secret", StringComparison.Ordinal);

    [GeneratedRegex(@"([{\s]([a-z0-9_]+)\s*=\s*)(\{.*\}|\S+)", RegexOptions.IgnoreCase)]
    private static partial Regex SecretOption();
}
