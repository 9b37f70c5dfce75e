namespace Harness.Core.Mutation.Operators;

/// <summary>warn_if_reject was left in after a trial, or taken out too soon.</summary>
internal sealed class WarnOnly : RestrictionOperator
{
    /// <inheritdoc/>
    public override string Name => "warn";

    /// <inheritdoc/>
    protected override IEnumerable<Change> In(RestrictionList list)
    {
        for (int i = 0; i < list.Entries.Count; i++)
        {
            RestrictionEntry entry = list.Entries[i];
            if (entry.OnlyWarns)
            {
                yield return list.At(i, $"{entry.Name} refuses instead of warning", new Edit(entry.Start, entry.NameWord.Start, "")) with { Variant = "taken" };
            }
            else if (Kin.Refuses(entry.Name))
            {
                yield return list.At(i, $"{entry.Name} only warns", new Edit(entry.Start, entry.Start, "warn_if_reject "));
            }
        }
    }
}
