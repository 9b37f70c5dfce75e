namespace Harness.Core.Reports.Html;

/// <summary>
/// How many characters of evidence a page may still hold: a browser opens some megabytes in a moment, and a run can have hundreds.
/// </summary>
internal sealed class Allowance(int characters)
{
    private int _left = characters;

    /// <summary>The lines where there is still room for them; null where there is none.</summary>
    public IReadOnlyList<T>? Take<T>(IEnumerable<T> lines, Func<T, string> text)
    {
        T[] all = [.. lines];
        // A line costs its markup as well.
        int cost = all.Sum(l => text(l).Length + 30);
        if (cost > _left)
            return null;
        _left -= cost;
        return all;
    }
}
