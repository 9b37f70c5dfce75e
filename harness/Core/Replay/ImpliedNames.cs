using System.Net;
using Harness.Core.MailLogs.Sessions;
using Harness.Core.Postfix.Access.Names;

namespace Harness.Core.Replay;

/// <summary>
/// The DNS as a mail log implies it: clients are on the lists that refused them, names that could not be found are missing, names of clients
/// that were verified exist. Safe for use by many threads.
/// </summary>
/// <param name="mail">What the log tells.</param>
/// <param name="zones">The DNS lists of the configuration.</param>
/// <param name="told">What the caller tells of names, which goes before.</param>
/// <param name="facts">Who is on which list, and which names are missing: for what was refused, or for what was taken.</param>
/// <param name="untold">The answer about a name of which the log tells nothing.</param>
public sealed class ImpliedNames(
    LoggedMail mail, IReadOnlyList<string> zones, IReadOnlyDictionary<string, NameAnswer?> told, LoggedFacts facts, NameStatus untold) : DnsFacts
{
    private readonly Dictionary<string, IPAddress>.AlternateLookup<ReadOnlySpan<char>> _listings = facts.Listings
        .Select(l => (Name: $"{Backwards(l.Key.Client)}.{l.Key.Zone}", l.Value)).DistinctBy(l => l.Name, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(l => l.Name, l => l.Value, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _missing = facts.MissingNames.GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _known = mail.KnownNames.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <inheritdoc/>
    public override NameAnswer Ask(ReadOnlySpan<char> name, NameType type)
    {
        if (told.Count > 0 && told.TryGetValue(name.ToString(), out NameAnswer? answer) && answer is not null)
            return Told(answer, type);
        foreach (string zone in zones)
        {
            if (name.Length <= zone.Length || name[name.Length - zone.Length - 1] != '.' || !name.EndsWith(zone, StringComparison.OrdinalIgnoreCase))
                continue;
            if (_listings.TryGetValue(name, out IPAddress? listed))
                return type == NameType.A ? NameAnswer.Of(listed) : NameAnswer.Missing;
            return mail.Zones.Contains(zone) || untold == NameStatus.Found ? NameAnswer.Missing : new(untold);
        }
        if (_missing.Contains(name) || IsNever(name))
            return NameAnswer.Missing;
        return _known.Contains(name) ? new(NameStatus.Found) : new(untold);
    }

    /// <summary>An address as lists are asked for it (RFC 5782 §2.1, §2.4).</summary>
    public static string Backwards(IPAddress address)
    {
        byte[] octets = address.GetAddressBytes();
        return octets.Length == 4
            ? string.Join('.', octets.Reverse())
            : string.Join('.', Convert.ToHexStringLower(octets).Reverse());
    }

    // RFC 6761 §6.4: nothing below invalid exists.
    private static bool IsNever(ReadOnlySpan<char> name)
        => name.Equals("invalid", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".invalid", StringComparison.OrdinalIgnoreCase);

    private static NameAnswer Told(NameAnswer answer, NameType type) => (answer.Status, type) switch
    {
        (NameStatus.NullMx, not NameType.Mx) => NameAnswer.Missing,
        (NameStatus.Found, not NameType.A) => NameAnswer.Missing,
        _ => answer,
    };
}
