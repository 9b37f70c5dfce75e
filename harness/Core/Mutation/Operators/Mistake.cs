namespace Harness.Core.Mutation.Operators;

/// <summary>A restriction is taken for one with a similar name.</summary>
internal sealed class Mistake : RestrictionOperator
{
    /// <inheritdoc/>
    public override string Name => "mistake";

    /// <inheritdoc/>
    protected override IEnumerable<Change> In(RestrictionList list) => list.Entries
        .Select((e, i) => Kin.TakenFor(e.Name) is { } other
            ? list.At(i, $"{other} stands where {e.Name} is meant", new Edit(e.NameWord.Start, e.NameWord.End, other)) : null)
        .OfType<Change>();
}
