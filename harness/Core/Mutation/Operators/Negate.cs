namespace Harness.Core.Mutation.Operators;

/// <summary>A restriction does the contrary.</summary>
internal sealed class Negate : RestrictionOperator
{
    /// <inheritdoc/>
    public override string Name => "negate";

    /// <inheritdoc/>
    protected override IEnumerable<Change> In(RestrictionList list) => list.Entries
        .Select((e, i) => Kin.Contrary(e.Name) is { } other
            ? list.At(i, $"{other} stands where {e.Name} is meant", new Edit(e.NameWord.Start, e.NameWord.End, other)) : null)
        .OfType<Change>();
}
