using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Matrix.Derived;

namespace Harness.Core.Verdicts.Behaviour;

/// <summary>What differs between two behaviours. Pure: whoever calls says what either came to.</summary>
/// <param name="Statements">The differences: what opens, what closes, what is answered otherwise.</param>
/// <param name="Sessions">How many sessions were compared.</param>
/// <param name="Differing">How many of these differ.</param>
public sealed record BehaviourDiff(IReadOnlyList<BehaviourStatement> Statements, int Sessions, int Differing)
{
    /// <summary>Which sessions these are: <see cref="MatrixCells.Compared"/>.</summary>
    internal IReadOnlyList<long> Cells { get; init; } = [];

    /// <summary>Compares two behaviours over a matrix.</summary>
    /// <param name="matrix">The sessions.</param>
    /// <param name="before">What a session came to.</param>
    /// <param name="after">What it comes to now.</param>
    public static BehaviourDiff Of(DerivedMatrix matrix, Func<AccessSession, AccessOutcome> before, Func<AccessSession, AccessOutcome> after)
    {
        var table = new CellTable(matrix, before, after);
        var search = new StatementSearch(table);
        search.Run();
        var wording = new StatementWording(table);
        (BehaviourStatement, string?)[] worded = [.. search.Found.Select(f => (wording.Of(f), f.Axes is [0, _, ..] ? string.Join(',', f.Values[0].Order()) : null))];
        IEnumerable<BehaviourStatement> statements = ClientMerge.Of(worded)
            .OrderBy(s => s.Kind).ThenByDescending(s => s.Sessions);
        return new([.. statements], table.Count, search.Differing) { Cells = table.Ids() };
    }
}
