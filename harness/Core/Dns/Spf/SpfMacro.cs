using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Harness.Core.Dns.Lookup;

namespace Harness.Core.Dns.Spf;

/// <summary>The macros of SPF (RFC 7208 §7).</summary>
public static partial class SpfMacro
{
    /// <summary>What is wrong with a domain-spec, or null.</summary>
    public static string? Wrong(string spec)
        => Good().IsMatch(spec) ? null : "a macro that is none (RFC 7208 §7.1)";

    /// <summary>Whether it has a macro that needs the client's validated name.</summary>
    public static bool NeedsName(string spec) => spec.Contains("%{p", StringComparison.OrdinalIgnoreCase);

    /// <summary>Fills the macros in; a name that is too long loses labels on its left (§7.3).</summary>
    /// <param name="spec">What <see cref="Wrong"/> found nothing in.</param>
    /// <param name="asked">Who is asked about.</param>
    /// <param name="domain">The current domain.</param>
    /// <param name="name">The client's validated name, or <c>unknown</c>.</param>
    public static string Expand(string spec, SpfQuestion asked, string domain, string name)
    {
        var text = new StringBuilder();
        int at = 0;
        foreach (Match macro in Macro().Matches(spec))
        {
            text.Append(spec, at, macro.Index - at).Append(Filled(macro, asked, domain, name));
            at = macro.Index + macro.Length;
        }

        string whole = text.Append(spec, at, spec.Length - at).ToString().TrimEnd('.');
        while (whole.Length > DnsNames.Longest && whole.IndexOf('.') is > 0 and var dot)
        {
            whole = whole[(dot + 1)..];
        }

        return whole;
    }

    private static string Filled(Match macro, SpfQuestion asked, string domain, string name)
    {
        switch (macro.Value)
        {
            case "%%": return "%";
            case "%_": return " ";
            case "%-": return "%20";
        }

        string letter = macro.Groups["letter"].Value;
        string value = char.ToLowerInvariant(letter[0]) switch
        {
            's' => asked.Sender,
            // §4.3: without a local part it is postmaster.
            'l' => asked.Sender.LastIndexOf('@') is > 0 and var end ? asked.Sender[..end] : "postmaster",
            'o' => asked.Sender[(asked.Sender.LastIndexOf('@') + 1)..],
            'd' => domain,
            'i' => Dotted(asked),
            'p' => name,
            'v' => asked.Client.AddressFamily == AddressFamily.InterNetworkV6 ? "ip6" : "in-addr",
            'h' => asked.Helo,
            'c' => $"{asked.Client}",
            'r' => "unknown",
            _ => DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        };
        string delimiters = macro.Groups["delimiters"].Value is { Length: > 0 } given ? given : ".";
        string[] parts = value.Split(delimiters.ToCharArray());
        if (macro.Groups["reverse"].Success)
        {
            Array.Reverse(parts);
        }

        if (int.TryParse(macro.Groups["digits"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int keep) && keep < parts.Length)
        {
            parts = parts[^keep..];
        }

        string transformed = string.Join('.', parts);
        return char.IsAsciiLetterUpper(letter[0]) ? Uri.EscapeDataString(transformed) : transformed;
    }

    private static string Dotted(SpfQuestion asked) => asked.Client.AddressFamily == AddressFamily.InterNetworkV6
        ? string.Join('.', asked.Client.GetAddressBytes().SelectMany(o => new[] { $"{o >> 4:x}", $"{o & 15:x}" }))
        : $"{asked.Client}";

    [GeneratedRegex(@"%(?:[%_-]|\{(?<letter>[slodiphcrtvSLODIPHCRTV])(?<digits>[1-9][0-9]{0,2})?(?<reverse>[rR])?(?<delimiters>[-.+,/_=]*)\})")]
    private static partial Regex Macro();

    [GeneratedRegex(@"^(?:[\x21-\x24\x26-\x7e]|%(?:[%_-]|\{[slodiphcrtvSLODIPHCRTV](?:[1-9][0-9]{0,2})?[rR]?[-.+,/_=]*\}))*$")]
    private static partial Regex Good();
}
