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
        foreach (var group in statements.GroupBy(s => s.Clients is null || s.Statement.Kind is not (ChangeKind.Opens or ChangeKind.Closes) ? (object)s.Statement : (s.Clients, s.Statement.Kind)))
        {
            BehaviourStatement[] same = [.. group.Select(g => g.Statement).OrderByDescending(s => s.Sessions)];
            yield return same.Length == 1 ? same[0] : same[0] with
            {
                Whose = [same[0].Whose[0]],
                Except = [],
                Sessions = same.Sum(s => s.Sessions),
                For = [.. same.Select(Part)],
                Codes = [.. same.Select(s => s.Kind == ChangeKind.Opens ? s.Before.Code : s.After.Code).Distinct().Order()],
            };
        }
    }

    private static string Part(BehaviourStatement statement)
    {
        string whose = BehaviourWords.Whose(statement with { Whose = [.. statement.Whose.Skip(1)] });
        return $"{whose}: {(statement.Kind == ChangeKind.Opens ? statement.Before : statement.After).Code}";
    }
}
