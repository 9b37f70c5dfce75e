using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Tables;

/// <summary>Whether something is in a match list.</summary>
/// <param name="Status">
/// Found: it is. Missing: it is not, or an item with <c>!</c> leaves it out. Failed: a lookup error or a bad item was met
/// first. Unknown: a table or file that cannot be read here could decide.
/// </param>
/// <param name="Item">The item that decided; null where none did.</param>
public sealed record ListAnswer(LookupStatus Status, PlacedWord? Item)
{
    /// <summary>No item matches.</summary>
    public static readonly ListAnswer Missing = new(LookupStatus.Missing, null);
}
