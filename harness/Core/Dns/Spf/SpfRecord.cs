using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Harness.Core.Dns.Spf;

/// <summary>An SPF record, read by the grammar of RFC 7208 §12.</summary>
/// <param name="Terms">The mechanisms in their order.</param>
/// <param name="Redirect">The domain of <c>redirect=</c> with macros unexpanded, or null.</param>
/// <param name="Explanation">The domain of <c>exp=</c>, or null.</param>
public sealed partial record SpfRecord(IReadOnlyList<SpfTerm> Terms, string? Redirect, string? Explanation)
{
    private const string Version = "v=spf1";

    /// <summary>Whether a TXT record is an SPF record at all (RFC 7208 §4.5).</summary>
    public static bool IsSpf(string text)
        => text.Equals(Version, StringComparison.OrdinalIgnoreCase) || text.StartsWith(Version + " ", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a record.</summary>
    /// <returns>The record, or what is wrong with it in one phrase.</returns>
    public static (SpfRecord? Record, string? Wrong) Parse(string text)
    {
        List<SpfTerm> terms = [];
        string? redirect = null, explanation = null;
        foreach (string word in text[Version.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Modifier().Match(word) is { Success: true } modifier)
            {
                (string name, string value) = (modifier.Groups[1].Value.ToLowerInvariant(), modifier.Groups[2].Value);
                if (SpfMacro.Wrong(value) is { } bad)
                {
                    return (null, $"{word}: {bad}");
                }

                if ((name == "redirect" && redirect is not null) || (name == "exp" && explanation is not null))
                {
                    return (null, $"{name}= stands twice");
                }

                if (name is "redirect" or "exp" && value.Length == 0)
                {
                    return (null, $"{word} names no domain");
                }

                redirect = name == "redirect" ? value : redirect;
                explanation = name == "exp" ? value : explanation;
                continue;
            }

            (SpfTerm? term, string? wrong) = Mechanism(word);
            if (term is null)
            {
                return (null, wrong);
            }

            terms.Add(term);
        }

        return (new SpfRecord(terms, redirect, explanation), null);
    }

    private static (SpfTerm? Term, string? Wrong) Mechanism(string word)
    {
        Match parts = MechanismForm().Match(word);
        string name = parts.Groups["name"].Value.ToLowerInvariant();
        if (!parts.Success || name is not ("all" or "include" or "a" or "mx" or "ptr" or "ip4" or "ip6" or "exists"))
        {
            return (null, $"{word} is no mechanism");
        }

        char qualifier = parts.Groups["qualifier"].Value is [var q] ? q : '+';
        string? rest = parts.Groups["rest"] is { Success: true, Value: var r } ? r : null;
        return name switch
        {
            "all" => parts.Groups["rest"].Success || parts.Groups["cidr"].Success ? (null, $"{word}: all takes nothing") : Term(null, null, 32, 128),
            "ip4" or "ip6" => Ip(),
            _ => WithDomain(),
        };

        (SpfTerm?, string?) Term(string? domain, IPAddress? network, int prefix4, int prefix6)
            => (new SpfTerm(qualifier, name, domain, network, prefix4, prefix6, word), null);

        (SpfTerm?, string?) Ip()
        {
            string[] halves = (rest ?? "").Split('/');
            bool four = name == "ip4";
            int most = four ? 32 : 128;
            int? prefix = halves.Length == 1 ? most : halves.Length == 2 ? Length(halves[1], most) : null;
            return IPAddress.TryParse(halves[0], out IPAddress? network)
                && network.AddressFamily == (four ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6)
                && (!four || halves[0].Split('.').Length == 4) && prefix is { } bits
                ? Term(null, network, four ? bits : 32, four ? 128 : bits)
                : (null, $"{word} has no {(four ? "IPv4" : "IPv6")} network");
        }

        (SpfTerm?, string?) WithDomain()
        {
            string all = rest ?? "";
            Match cidr = DualCidr().Match(name is "a" or "mx" ? all + parts.Groups["cidr"].Value : "");
            string domain = name is "a" or "mx" ? (all + parts.Groups["cidr"].Value)[..^cidr.Length] : all;
            int? four = cidr.Groups[1].Success ? Length(cidr.Groups[1].Value, 32) : 32;
            int? six = cidr.Groups[2].Success ? Length(cidr.Groups[2].Value, 128) : 128;
            return name is "include" or "exists" && domain.Length == 0 ? (null, $"{word} names no domain")
                : rest is "" ? (null, $"{word} names no domain")
                : name is not ("a" or "mx") && parts.Groups["cidr"].Success ? (null, $"{word} takes no prefix")
                : four is null || six is null ? (null, $"{word} has a prefix that is too long")
                : SpfMacro.Wrong(domain) is { } bad ? (null, $"{word}: {bad}")
                : domain.Length > 0 && !DomainEnd().IsMatch(domain) ? (null, $"{word}: {domain} is no domain")
                : Term(domain.Length == 0 ? null : domain, null, four.Value, six.Value);
        }
    }

    private static int? Length(string digits, int most)
        => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int bits) && bits <= most && (digits.Length == 1 || digits[0] != '0') ? bits : null;

    [GeneratedRegex(@"^([A-Za-z][A-Za-z0-9._-]*)=(.*)$")]
    private static partial Regex Modifier();

    [GeneratedRegex(@"^(?<qualifier>[-+~?])?(?<name>[A-Za-z0-9]+)(?::(?<rest>.*)|(?<cidr>/.*))?$")]
    private static partial Regex MechanismForm();

    [GeneratedRegex(@"(?:/([0-9]+))?(?://([0-9]+))?$")]
    private static partial Regex DualCidr();

    [GeneratedRegex(@"\.[A-Za-z0-9-]+\.?$|\}$")]
    private static partial Regex DomainEnd();
}
