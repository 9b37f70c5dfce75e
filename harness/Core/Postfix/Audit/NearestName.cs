namespace Harness.Core.Postfix.Audit;

/// <summary>The name that was probably meant.</summary>
internal static class NearestName
{
    /// <summary>
    /// The known name that differs by the fewest letters, transposed ones as one; null where none is close enough to be
    /// meant: one letter in eight, at least one and at most three. A word that is the beginning of a single name is that name.
    /// </summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        string? best = null;
        string? begun = null;
        int beginnings = 0;
        int least = Math.Clamp(name.Length / 8, 1, 3) + 1;
        string lower = name.ToLowerInvariant();
        foreach (string candidate in known)
        {
            if (Math.Abs(candidate.Length - name.Length) < least && Distance(lower, candidate) is var distance && distance < least)
                (best, least) = (candidate, distance);
            if (lower.Length >= 12 && candidate.StartsWith(lower, StringComparison.Ordinal))
                (begun, beginnings) = (candidate, beginnings + 1);
        }
        return best ?? (beginnings == 1 ? begun : null) ?? Reordered(lower, known);
    }

    // smtpd_require_helo for smtpd_helo_required: the same words in another order.
    private static string? Reordered(string name, IEnumerable<string> known)
    {
        string sorted = Sorted(name);
        return name.Count(c => c == '_') < 2 ? null : known.FirstOrDefault(k => k.Count(c => c == '_') == name.Count(c => c == '_') && Distance(sorted, Sorted(k)) <= 1);
    }

    private static string Sorted(string name) => string.Join('_', name.Split('_').Order(StringComparer.Ordinal));

    // Optimal string alignment.
    private static int Distance(string a, string b)
    {
        int[,] cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
            cost[i, 0] = i;
        for (int j = 0; j <= b.Length; j++)
            cost[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int change = cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(change, Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
            }
        }
        return cost[a.Length, b.Length];
    }
}
