namespace Harness.Core.Mutation;

/// <summary>The lines in which two texts differ.</summary>
internal static class LineDifference
{
    // Beyond this many lines between the first difference and the last one, all of them are shown.
    private const int Most = 500;

    /// <summary>The lines that only one of them has, in order, without the blanks at their ends.</summary>
    public static (string Before, string After) Between(string before, string after)
    {
        string[] old = before.Split('\n'), made = after.Split('\n');
        int start = 0, end = 0;
        while (start < old.Length && start < made.Length && old[start] == made[start])
        {
            start++;
        }

        while (end < old.Length - start && end < made.Length - start && old[^(end + 1)] == made[^(end + 1)])
        {
            end++;
        }

        (string[] gone, string[] come) = (old[start..^end], made[start..^end]);
        return gone.Length > Most || come.Length > Most ? (Shown(gone), Shown(come)) : WithoutCommon(gone, come);
    }

    // The longest common subsequence is what stayed.
    private static (string Before, string After) WithoutCommon(string[] gone, string[] come)
    {
        int[,] length = new int[gone.Length + 1, come.Length + 1];
        for (int i = gone.Length - 1; i >= 0; i--)
        {
            for (int j = come.Length - 1; j >= 0; j--)
            {
                length[i, j] = gone[i] == come[j] ? length[i + 1, j + 1] + 1 : Math.Max(length[i + 1, j], length[i, j + 1]);
            }
        }

        List<string> before = [], after = [];
        int old = 0, made = 0;
        while (old < gone.Length && made < come.Length)
        {
            if (gone[old] == come[made])
            {
                (old, made) = (old + 1, made + 1);
            }
            else if (length[old + 1, made] >= length[old, made + 1])
            {
                before.Add(gone[old++]);
            }
            else
            {
                after.Add(come[made++]);
            }
        }

        return (Shown([.. before, .. gone[old..]]), Shown([.. after, .. come[made..]]));
    }

    private static string Shown(IEnumerable<string> lines) => string.Join('\n', lines.Select(l => l.TrimEnd()).Where(l => l.Length > 0));
}
