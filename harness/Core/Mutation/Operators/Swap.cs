namespace Harness.Core.Mutation.Operators;

/// <summary>Two neighbours have changed places.</summary>
internal sealed class Swap : RestrictionOperator
{
    /// <inheritdoc/>
    public override string Name => "swap";

    /// <inheritdoc/>
    protected override IEnumerable<Change> In(RestrictionList list)
    {
        string text = list.Configuration.Text;
        for (int i = 0; i + 1 < list.Entries.Count; i++)
        {
            (RestrictionEntry first, RestrictionEntry second) = (list.Entries[i], list.Entries[i + 1]);
            yield return list.At(
                i,
                $"{RestrictionList.Written(second)} comes before {RestrictionList.Written(first)}",
                new Edit(first.Start, first.End, text[second.Start..second.End]),
                new Edit(second.Start, second.End, text[first.Start..first.End])) with
            {
                Restrictions = [first.Name, second.Name],
            };
        }
    }
}
