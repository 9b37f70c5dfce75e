namespace Harness.Core.Verdicts.Behaviour;

/// <summary>
/// Tells as one what becomes of the same clients: who gets into mynetworks is spared every restriction behind it, and that is one
/// change of one line.
/// </summary>
internal static class ClientMerge
{
    /// <summary>The statements, those of the same clients and the same kind in one.</summary>
    /// <param name="statements">Each with the places of its clients; null where it is not about clients and something else.</param>
    public static IEnumerable<BehaviourStatement> Of(IReadOnlyList<(BehaviourStatement Statement, string? Clients)> statements)
    {
        foreach (var group in statements.GroupBy(s => (object?)s.Clients ?? s.Statement))
        {
            BehaviourStatement[] same = [.. group.Select(g => g.Statement).OrderBy(s => s.Kind).ThenByDescending(s => s.Sessions)];
            // The same clients are let in to some things and turned away from others: that is more than one change.
            if (same.Length == 1 || same[0].Kind is not (ChangeKind.Opens or ChangeKind.Closes) || same.Any(s => s.Kind != same[0].Kind && s.Kind != ChangeKind.Answers))
            {
                foreach (BehaviourStatement one in same)
                    yield return one;
                continue;
            }
            yield return same[0] with
            {
                Whose = [same[0].Whose[0]],
                Except = [],
                Sessions = same.Sum(s => s.Sessions),
                For = [.. same.Select(Part)],
                Codes = [.. same.Where(s => s.Kind == same[0].Kind).Select(s => s.Kind == ChangeKind.Opens ? s.Before.Code : s.After.Code).Distinct().Order()],
            };
        }
    }

    private static string Part(BehaviourStatement statement)
    {
        string whose = BehaviourWords.Whose(statement with { Whose = [.. statement.Whose.Skip(1)] });
        return $"{whose}: {statement.Kind switch
        {
            ChangeKind.Opens => $"{statement.Before.Code}",
            ChangeKind.Closes => $"{statement.After.Code}",
            _ => $"{statement.Before.Code} → {statement.After.Code}",
        }}";
    }
}
