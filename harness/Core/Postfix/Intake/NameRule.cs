using System.Text.RegularExpressions;

namespace Harness.Core.Postfix.Intake;

/// <summary>
/// Names that a template was to fill in: a <c>$VARIABLE</c> that nothing sets, and a myhostname or mydomain that is no name.
/// Postfix does not start with these (src/global/mail_params.c, check_myhostname).
/// </summary>
internal static partial class NameRule
{
    private static readonly string[] _ofDomains = ["mydomain", "mydestination", "myorigin", "virtual_mailbox_domains", "virtual_alias_domains", "relay_domains"];

    public static void Apply(IntakeDraft draft)
    {
        var domain = draft.Machine.HostName[(draft.Machine.HostName.IndexOf('.', StringComparison.Ordinal) + 1)..];
        foreach (var set in draft.Main.Where(a => a.Name == "myhostname" || _ofDomains.Contains(a.Name)).ToArray())
        {
            foreach (var name in Expansion.Names(set.Raw).Where(n => n.Any(char.IsAsciiLetterUpper) && draft.Expansion.Find(n) is null).Distinct().ToArray())
            {
                var value = set.Name == "myhostname" || name.Contains("HOST", StringComparison.OrdinalIgnoreCase) ? draft.Machine.HostName : domain;
                draft.Add(name, value);
                draft.List($"${name}", set.Place, $"nothing sets it, and {set.Name} is made of it", value);
            }
        }
        Check(draft, "mydomain", domain);
        Check(draft, "myhostname", draft.Machine.HostName);
    }

    private static void Check(IntakeDraft draft, string parameter, string by)
    {
        if (draft.Find(parameter) is not { } set || IsHostName(draft.Text(parameter)))
            return;
        draft.List($"{parameter} = {set.Raw}", set.Place, "this is no host name, and Postfix does not start with it", by);
        set.ReplaceAll(by);
    }

    /// <summary>valid_hostname() of src/util/valid_hostname.c, underscores as it takes them.</summary>
    public static bool IsHostName(string name) => name.Length is > 0 and < 256 && HostName().IsMatch(name);

    [GeneratedRegex(@"\A[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?(?:\.[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HostName();
}
