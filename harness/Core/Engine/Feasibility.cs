using Harness.Core.Scenarios;

namespace Harness.Core.Engine;

/// <summary>Which attacks can be played against a target.</summary>
internal sealed class Feasibility(ITarget target)
{
    // Asked of every session, and the same for all variants of an attack.
    private readonly Dictionary<Attack, string?> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>What an attack needs and the target does not have, in a phrase that can follow "needs"; or null.</summary>
    public string? Lacking(Attack attack) => _known.TryGetValue(attack, out string? known) ? known : _known[attack] = Look(attack);

    private string? Look(Attack attack)
    {
        if (!attack.Safe && !target.Manners.Intrusive)
        {
            return "--intrusive, which not every server should be asked for";
        }

        Needs needs = Needs.Of(attack);
        return needs.Clients.FirstOrDefault(c => !target.Kinds.Contains(c)) is { } client ? $"a client of the kind {client}"
            : needs.Lists && !target.HasLists ? Needs.ListsInWords
            : needs.ServerSide && !target.HasLog ? Needs.ServerSideInWords
            : needs.InClear && target.Opening != Opening.Plain ? $"{Needs.InClearInWords}, and here TLS comes first"
            : needs.Facts.FirstOrDefault(f => f is not (TargetFacts.Helo or TargetFacts.Client) && !target.Facts.ContainsKey(f)) is { } fact ? TargetFacts.Meanings[fact]
            : null;
    }
}
