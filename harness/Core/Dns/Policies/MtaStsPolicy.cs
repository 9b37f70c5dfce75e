using System.Globalization;
using Harness.Core.Dns.Lookup;

namespace Harness.Core.Dns.Policies;

/// <summary>A policy of MTA-STS as the web server gives it (RFC 8461 §3.2).</summary>
/// <param name="Mode"><c>enforce</c>, <c>testing</c> or <c>none</c>.</param>
/// <param name="MaxAge">For how long it may be kept, in seconds.</param>
/// <param name="Exchangers">The patterns of <c>mx</c>.</param>
public sealed record MtaStsPolicy(string Mode, int MaxAge, IReadOnlyList<string> Exchangers)
{
    /// <summary>The longest policy that is read, in octets (§3.3 asks for a limit).</summary>
    public const int MostOctets = 64 * 1024;

    private const int LongestAge = 31557600;

    /// <summary>Reads a policy.</summary>
    /// <returns>The policy, or what is wrong in one phrase.</returns>
    public static (MtaStsPolicy? Policy, string? Wrong) Parse(string text)
    {
        string? version = null, mode = null;
        int? age = null;
        List<string> exchangers = [];
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n').Where(l => l.Trim().Length > 0))
        {
            if (line.IndexOf(':') is not (> 0 and var colon))
            {
                return (null, $"\"{line.Trim()}\" is no field with a value");
            }

            string value = line[(colon + 1)..].Trim();
            switch (line[..colon].Trim())
            {
                case "version": version ??= value; break;
                case "mode": mode ??= value; break;
                case "max_age" when age is null:
                    if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) || seconds > LongestAge)
                    {
                        return (null, $"max_age {value} is no number from 0 to {LongestAge}");
                    }

                    age = seconds;
                    break;
                case "mx": exchangers.Add(DnsNames.Plain(value)); break;
                default: break;
            }
        }

        return version != "STSv1" ? (null, "there is no version: STSv1")
            : mode is not ("enforce" or "testing" or "none") ? (null, mode is null ? "there is no mode" : $"mode {mode} is none of enforce, testing and none")
            : age is not { } max ? (null, "there is no max_age")
            : exchangers.Count == 0 && mode != "none" ? (null, "there is no mx")
            : (new MtaStsPolicy(mode, max, exchangers), null);
    }

    /// <summary>Whether an exchanger is one of those (§4.1): a star stands for one label.</summary>
    public bool Names(string exchanger) => Exchangers.Any(p => p == DnsNames.Plain(exchanger)
        || (p.StartsWith("*.", StringComparison.Ordinal) && exchanger.IndexOf('.') is > 0 and var dot && DnsNames.Plain(exchanger[(dot + 1)..]) == p[2..]));

    /// <summary>What is wrong with the TXT record that announces it (§3.1), or null.</summary>
    public static string? WrongAnnouncement(string text)
    {
        (TagList? tags, string? wrong) = TagList.Parse(text);
        return tags is null ? wrong
            : tags.First != "v" || tags["v"] != "STSv1" ? "it does not begin with v=STSv1"
            : tags["id"] is not { Length: > 0 and <= 32 } id || !id.All(char.IsAsciiLetterOrDigit) ? "its id is not 1 to 32 letters and digits"
            : null;
    }
}
