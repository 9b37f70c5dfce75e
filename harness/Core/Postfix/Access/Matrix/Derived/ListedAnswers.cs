using System.Net;
using Harness.Core.Postfix.Access.Names;
using Harness.Core.Postfix.Access.Restrictions;

namespace Harness.Core.Postfix.Access.Matrix.Derived;

/// <summary>Which clients are on a DNS list in the eyes of a configuration.</summary>
public sealed class ListedAnswers
{
    private readonly ILookup<string, MentionedZone> _zones;
    private readonly DnsFacts _names;

    /// <summary>Reads the lists of a configuration.</summary>
    /// <param name="source">The configuration.</param>
    /// <param name="names">Who is on which list.</param>
    public ListedAnswers(MatrixSource source, DnsFacts names)
    {
        _zones = RestrictionWords.Zones(source.Parameters).Where(z => !z.OfNames).ToLookup(z => z.Zone, StringComparer.OrdinalIgnoreCase);
        _names = names;
        Zones = [.. _zones.Select(z => z.Key.ToLowerInvariant()).Distinct()];
    }

    /// <summary>The lists of clients that it asks, lower case.</summary>
    public IReadOnlyCollection<string> Zones { get; }

    /// <summary>Whether a client is on a list with an answer that one of the patterns takes.</summary>
    public bool Has(IPAddress client, string zone)
        => MatrixNames.Backwards(client) is { } backwards && _names.Ask($"{backwards}.{zone}", NameType.A) is { Status: NameStatus.Found, Addresses: [var answer, ..] }
            && _zones[zone].Any(z => z.Pattern.Length == 0 || AnswerPattern.Parse(z.Pattern) is not { } pattern || pattern.Matches(answer));
}
