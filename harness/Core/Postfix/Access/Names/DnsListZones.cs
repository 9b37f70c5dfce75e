using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Access.Names;

/// <summary>The DNS lists that a configuration asks.</summary>
public static class DnsListZones
{
    /// <summary>The zones of all lists and classes, without patterns, each once.</summary>
    public static IReadOnlyList<string> Of(ServiceParameters parameters)
    {
        var zones = new List<string>();
        foreach (string name in RestrictionNames.ListsOf(parameters))
        {
            IReadOnlyList<PlacedWord> words = parameters.Words(name);
            for (int i = 0; i + 1 < words.Count; i++)
            {
                if (RestrictionNames.IsDnsList(words[i].Word))
                    zones.Add(words[i + 1].Word.Split('=')[0]);
            }
        }
        zones.AddRange(parameters.Words("maps_rbl_domains").Select(w => w.Word));
        return [.. zones.Distinct(StringComparer.OrdinalIgnoreCase)];
    }
}
