namespace Harness.Core.Mutation.Operators;

/// <summary>A restriction is left out.</summary>
internal sealed class Remove : RestrictionOperator
{
    /// <inheritdoc/>
    public override string Name => "remove";

    /// <inheritdoc/>
    protected override IEnumerable<Change> In(RestrictionList list) => list.Entries.Select((e, i) => list.At(
        i, $"{RestrictionList.Written(e)} is left out", list.Configuration.Without(e.Start, e.End)));
}
