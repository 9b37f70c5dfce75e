namespace Harness.Core.Mutation.Operators;

/// <summary>A restriction's name, or the domain of a list, is misspelt.</summary>
internal sealed class Misspell : RestrictionOperator
{
    /// <inheritdoc/>
    public override string Name => "misspell";

    /// <inheritdoc/>
    protected override IEnumerable<Change> In(RestrictionList list)
    {
        for (int i = 0; i < list.Entries.Count; i++)
        {
            RestrictionEntry entry = list.Entries[i];
            if (!entry.Name.Contains(':', StringComparison.Ordinal) && !entry.Name.StartsWith('$') && Misspelling.Of(entry.NameWord.Text) is { } name)
            {
                yield return list.At(i, $"{entry.NameWord.Text} is misspelt", new Edit(entry.NameWord.Start, entry.NameWord.End, name));
            }

            if (entry.Argument is { } zone && DnsZone.Of(entry) is { } domain && Misspelling.Of(domain) is { } other)
            {
                yield return list.At(i, $"{domain} is misspelt: a list that does not exist", new Edit(zone.Start, zone.Start + domain.Length, other)) with { Variant = "zone" };
            }
        }
    }
}
