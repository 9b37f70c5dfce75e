namespace Harness.Core.Mutation.Operators;

/// <summary>The filter of a blocking list is lost, or is one that no listing meets.</summary>
internal sealed class Filter : RestrictionOperator
{
    // No list of the lab, and none that is known, answers so to a listing.
    private const string Nothing = "127.0.0.254";

    /// <inheritdoc/>
    public override string Name => "filter";

    /// <inheritdoc/>
    protected override IEnumerable<Change> In(RestrictionList list)
    {
        for (int i = 0; i < list.Entries.Count; i++)
        {
            if (DnsZone.Of(list.Entries[i]) is not { } domain || list.Entries[i].Argument is not { } argument)
            {
                continue;
            }

            if (DnsZone.Filter(list.Entries[i]) is { } filter)
            {
                yield return list.At(i, $"the filter of {domain} is lost: whatever it answers counts", new Edit(argument.Start, argument.End, domain)) with { Variant = "lost" };
                if (filter.Contains("..", StringComparison.Ordinal))
                {
                    string first = filter.Replace("[", "", StringComparison.Ordinal).Split("..")[0];
                    yield return list.At(i, $"of the answers of {domain} only {first} counts", new Edit(argument.Start, argument.End, $"{domain}={first}")) with { Variant = "first" };
                }
            }

            yield return list.At(i, $"{domain} has a filter that no listing meets", new Edit(argument.Start, argument.End, $"{domain}={Nothing}")) with { Variant = "nothing" };
        }
    }
}
