using Harness.Core.Smtp;

namespace Harness.Core.Scenarios;

/// <summary>What a mistyped name was probably meant to be, and how a name from a file is quoted in a message.</summary>
public static class Spelling
{
    private const int MaxShown = 60;

    /// <summary>A text from a file, printable, shortened and in quotes.</summary>
    public static string Quote(string text)
        => $"'{Visible.Escape(text.Length > MaxShown ? text[..MaxShown] + "…" : text)}'";

    /// <summary>The candidate with the fewest letters to change; null when there are no candidates.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        string start = word.Length > MaxShown ? word[..MaxShown] : word;
        return candidates.MinBy(c => Distance(start, c));
    }

    /// <summary>A remedy for an unknown name: the name that is a slip of the finger away, else the list.</summary>
    public static string DidYouMean(string word, IReadOnlyCollection<string> candidates)
    {
        string? nearest = word.Length > MaxShown ? null : Nearest(word, candidates);
        return nearest is not null && Distance(word, nearest) <= Math.Max(1, (nearest.Length + 1) / 3)
            ? $"did you mean '{nearest}'?"
            : $"known are {string.Join(", ", candidates)}";
    }

    /// <summary>The edit distance of Levenshtein: insertions, deletions and substitutions.</summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
