namespace Harness.Core.Mutation.Operators;

/// <summary>A permit stands in the middle of a list: nothing after it is asked.</summary>
internal sealed class PermitEarly : RestrictionOperator
{
    /// <inheritdoc/>
    public override string Name => "permit";

    /// <inheritdoc/>
    protected override IEnumerable<Change> In(RestrictionList list)
    {
        for (int i = 0; i < list.Entries.Count; i++)
        {
            // Before another permit it changes nothing, and what comes after is permitted or not asked anyhow.
            if (list.Entries.Skip(i).Any(e => e.Name != "permit"))
            {
                yield return list.At(i, $"a permit before {list.Entries[i].Name} ends the list", new Edit(list.Entries[i].Start, list.Entries[i].Start, "permit, ")) with
                {
                    Restrictions = [.. list.Entries.Skip(i).Select(e => e.Name)],
                };
            }
        }
    }
}
