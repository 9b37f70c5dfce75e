using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Mutation.Operators;

/// <summary>A restriction stands in another list than the one it is meant for: at its end, before a permit that ends it.</summary>
internal sealed class Move : RestrictionOperator
{
    // The lists that every message meets; the others are asked of hardly anybody.
    private static readonly string[] _lists = [.. RestrictionNames.Lists.Take(6)];

    /// <inheritdoc/>
    public override string Name => "move";

    /// <inheritdoc/>
    protected override IEnumerable<Change> In(RestrictionList list)
    {
        if (!_lists.Contains(list.Setting.Name))
        {
            yield break;
        }

        for (int i = 0; i < list.Entries.Count; i++)
        {
            foreach (string other in _lists.Where(l => l != list.Setting.Name && Kin.Refuses(list.Entries[i].Name)))
            {
                if (To(list, list.Entries[i], other) is { } edits)
                {
                    yield return list.At(i, $"{list.Entries[i].Name} stands in {other}", edits) with { Variant = other["smtpd_".Length..^"_restrictions".Length] };
                }
            }
        }
    }

    private static Edit[]? To(RestrictionList list, RestrictionEntry entry, string other)
    {
        ConfigurationText configuration = list.Configuration;
        string written = configuration.Text[entry.Start..entry.End];
        Edit without = configuration.Without(entry.Start, entry.End);
        if (configuration.MainCf.Find(other) is not { } target)
        {
            // An unset relay list is Postfix's own safety net, and not to be replaced by the way.
            int first = configuration.Line(list.Setting.Lines[0].Line).Start;
            return other == "smtpd_relay_restrictions" ? null : [without, new Edit(first, first, $"{other} = {written}\n")];
        }

        IReadOnlyList<RestrictionEntry> entries = configuration.Entries(target);
        return entries is [.., { Name: "permit" } last] ? [without, new Edit(last.Start, last.Start, $"{written}, ")]
            : entries is [.., var end] ? [without, new Edit(end.End, end.End, $", {written}")]
            : null;
    }
}
