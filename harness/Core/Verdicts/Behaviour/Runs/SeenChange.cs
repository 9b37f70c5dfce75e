namespace Harness.Core.Verdicts.Behaviour.Runs;

/// <summary>One session of an attack in two runs.</summary>
/// <param name="Before">In the one.</param>
/// <param name="After">In the other.</param>
/// <param name="WasHeld">The verdict of its attack in the one; null where the policy does not count it.</param>
/// <param name="IsHeld">The verdict in the other.</param>
internal sealed record SeenChange(SeenAnswer Before, SeenAnswer After, string? WasHeld, string? IsHeld)
{
    public string Attack => Before.Seen.Attack;

    public bool IsControl => Before.Seen.IsControl;

    /// <summary>What the attack belongs to.</summary>
    public string Family => Attack.Split('/')[0];

    /// <summary>What it is; null where it was answered alike.</summary>
    public ChangeKind? Kind { get; } = SeenAnswer.Change(Before, After);

    public bool JudgedOtherwise => WasHeld != IsHeld;

    /// <summary>The change of the verdict, for those that differ in it alone.</summary>
    public string Held => JudgedOtherwise && !IsControl ? $"{WasHeld} → {IsHeld}" : "";

    /// <summary>What becomes of it, in words.</summary>
    public string Words => Kind is null ? $"answered alike, {Held}" : $"{Before.Words(After)} → {After.Words(Before)}{(Held.Length > 0 ? $", {Held}" : "")}";

    /// <summary>Attack and variant.</summary>
    public string Name => Before.Seen.Variant is { } variant ? $"{Attack} ({variant})" : Attack;
}
