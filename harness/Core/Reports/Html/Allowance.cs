namespace Harness.Core.Reports.Html;

/// <summary>
/// How many characters of evidence a page may still hold: a browser opens some megabytes in a moment, and a run can have hundreds.
/// </summary>
internal sealed class Allowance(int characters)
{
    // What a line of a session costs besides its text.
    private const int Markup = 45;

    private int _left = characters;

    /// <summary>The lines where there is still room for them; null where there is none.</summary>
    public IReadOnlyList<T>? Take<T>(IEnumerable<T> lines, Func<T, string> text)
    {
        T[] all = [.. lines];
        int cost = all.Sum(l => text(l).Length + Markup);
        if (cost > _left)
            return null;
        _left -= cost;
        return all;
    }
}
