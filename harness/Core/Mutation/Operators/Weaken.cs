namespace Harness.Core.Mutation.Operators;

/// <summary>A restriction puts off what it should refuse.</summary>
internal sealed class Weaken : RestrictionOperator
{
    /// <inheritdoc/>
    public override string Name => "weaken";

    /// <inheritdoc/>
    protected override IEnumerable<Change> In(RestrictionList list) => list.Entries
        .Select((e, i) => Kin.Weaker(e.Name) is { } other
            ? list.At(i, $"{e.Name} only defers", new Edit(e.NameWord.Start, e.NameWord.End, other)) : null)
        .OfType<Change>();
}
