using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Tables;

/// <summary>One item of a match list, files already put in.</summary>
/// <param name="Word">The item and its line, of main.cf or of a file.</param>
/// <param name="Pattern">The pattern without its <c>!</c>, lower case.</param>
/// <param name="IsNegated">An odd number of <c>!</c>.</param>
/// <param name="Table">The table where it is one.</param>
/// <param name="Fixed">What it comes to whatever is asked: a file that is missing or unreadable.</param>
internal sealed record ListItemPattern(PlacedWord Word, string Pattern, bool IsNegated, LookupTable? Table, LookupStatus? Fixed)
{

    /// <summary>Asks the table; an empty value is a match like any other.</summary>
    public LookupStatus Ask(ReadOnlySpan<char> key) => Table!.Find(key).Status;
}
