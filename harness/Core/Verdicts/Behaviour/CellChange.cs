namespace Harness.Core.Verdicts.Behaviour;

/// <summary>What a cell came to before and after, as numbers of keys.</summary>
/// <param name="Before">The key before.</param>
/// <param name="After">The key after.</param>
/// <param name="Kind">What the change is; null for none.</param>
/// <param name="Group">Changes of one group are told together; 0 for none.</param>
internal readonly record struct CellChange(int Before, int After, ChangeKind? Kind, int Group)
{
    public bool Differs => Kind is not null;
}
