namespace Harness.Core.Verdicts.Behaviour;

/// <summary>Finds the words for some values of an axis.</summary>
internal static class LabelCover
{
    /// <summary>
    /// As few labels as possible that name all of these values and none of those that must not be named.
    /// </summary>
    /// <param name="labels">The labels of each value; the last one names it alone.</param>
    /// <param name="wanted">The values.</param>
    /// <param name="unwanted">Whether a value must not be named.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<IReadOnlyList<string>> labels, IReadOnlyCollection<int> wanted, Func<int, bool> unwanted)
    {
        var members = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var order = new List<string>();
        for (int place = 0; place < labels.Count; place++)
        {
            foreach (string label in labels[place])
            {
                if (!members.TryGetValue(label, out List<int>? of))
                {
                    members.Add(label, of = []);
                    order.Add(label);
                }
                of.Add(place);
            }
        }
        string[] usable = [.. order.Where(l => !members[l].Exists(p => unwanted(p)))];
        var left = wanted.ToHashSet();
        var chosen = new List<string>();
        while (left.Count > 0)
        {
            string? best = usable.Where(l => members[l].Exists(left.Contains))
                .OrderByDescending(l => members[l].Count(left.Contains))
                .ThenBy(l => labels[members[l][0]] is [.., var last] && last == l)
                .ThenBy(l => members[l].Count)
                .FirstOrDefault();
            best ??= labels[left.Min()][^1];
            chosen.Add(best);
            left.ExceptWith(members[best]);
        }
        return chosen;
    }
}
