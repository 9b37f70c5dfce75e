using System.Globalization;
using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Matrix.Derived;

namespace Harness.Core.Verdicts.Proving;

/// <summary>Goes through every session of a claim. Pure.</summary>
/// <param name="ground">What claims speak of.</param>
/// <param name="model">What foretells the configuration.</param>
/// <param name="login">Who can have logged in.</param>
public sealed class ProofSearch(ProofGround ground, AccessModel model, PossibleLogin login)
{
    /// <summary>How many sessions are decided one by one; of more, one of those that are not told apart.</summary>
    public const long Most = 10_000_000;

    private const int Drawn = 200_000;

    private readonly DerivedMatrix _matrix = ground.Matrix;

    /// <summary>Proves a claim, or refutes it.</summary>
    /// <param name="claim">The claim; one about sessions.</param>
    /// <param name="most">How many sessions are decided one by one.</param>
    /// <param name="cancel">Gives up.</param>
    public Proof Prove(ProvableClaim claim, long most = Most, CancellationToken cancel = default)
    {
        if (claim.Scope(ground) is not { } scope)
            return new(claim, 0, 0, [], [], 0, []) { Given = Standing.Refuted, Reason = claim.Otherwise };
        if (scope.Sessions == 0)
            return new(claim, 0, 0, [], [], 0, []) { Reason = "the matrix of this configuration has no session that it is about" };
        (ProofScope looked, string? reduction, bool isProof) = scope.Sessions <= most ? (scope, null, true) : Reduced(scope, most);
        Tally tally = Count(looked, cancel);
        if (reduction is not null)
            tally.Add(Draw(scope));
        AccessOutcome? closed = tally.LetIn.Count == 0 && tally.Untold.Count == 0 ? Closed() : null;
        var near = new NearMissSearch(_matrix, Decide);
        return new(claim, scope.Sessions, tally.Count,
            [.. tally.Refused.Values.OrderByDescending(s => s.Sessions).Select(s => (Share: s, Whole: Whole(s.Plainest))).Select(s => new Refusing(s.Whole.Outcome, s.Share.Sessions, s.Whole.Session))],
            [.. Counterexamples(tally)], tally.LetIn.Values.Sum(s => s.Sessions),
            [.. tally.Untold.OrderByDescending(u => u.Value.Sessions).Select(u => (u.Key, u.Value.Sessions, Whole: Whole(u.Value.Plainest))).Select(u => new Untold(u.Key, u.Sessions, u.Whole.Session, u.Whole.Outcome))])
        {
            Reduction = reduction,
            NearMisses = near.Of(scope),
            Given = closed is not null || (!isProof && tally.LetIn.Count == 0) ? Standing.Open : null,
            Reason = closed is null ? null : $"nothing is let in at all, whoever it is from and to, and a server that refuses everything keeps no claim: {closed.Code} {closed.Text}",
            Line = closed?.Place,
        };
    }

    // The refusal of ordinary mail, where no session is let in that departs from it in one property; null where one is.
    private AccessOutcome? Closed()
    {
        for (int axis = 0; axis < DerivedMatrix.AxisCount; axis++)
        {
            for (int place = 0; place < _matrix.Length(axis); place++)
            {
                int[] at = new int[DerivedMatrix.AxisCount];
                at[axis] = place;
                if (!ground.IsExempt(at[3]) && Whole(at).Outcome is { IsAccepted: true, UnknownBecause: null })
                    return null;
            }
        }
        return Whole(new int[DerivedMatrix.AxisCount]).Outcome;
    }

    private AccessOutcome Decide(AccessSession session) => model.Decide(login.Of(session));

    // The plainest of each way in, as far as what lets them in differs.
    private IEnumerable<Counterexample> Counterexamples(Tally tally)
        => tally.LetIn.Values.OrderBy(s => s.Departure).Select(s => (Share: s, Whole: Whole(s.Plainest))).Select(s => new Counterexample(s.Whole.Session, s.Whole.Outcome, LetInBy.Of(model.Explain(login.Of(s.Whole.Session))), s.Share.Sessions))
            .GroupBy(c => c.LetInBy).Select(g => g.First() with { Sessions = g.Sum(c => c.Sessions) }).OrderByDescending(c => c.Sessions);

    private (AccessSession Session, AccessOutcome Outcome) Whole(int[] at) => Proving.Whole.Of(_matrix.Session(at), Decide);

    private (ProofScope Scope, string Reduction, bool IsProof) Reduced(ProofScope scope, long most)
    {
        int[][] places = new AlikeValues(_matrix, Decide).Of(scope.Places);
        string left = string.Join(", ", scope.Places.Select((p, i) => $"{places[i].Length} of {p.Length} {_axes[i]}"));
        string how = $"of values that are answered alike, by the same line, whatever one other property is, or all others among those chosen, one: {left}; and {Drawn.ToString("N0", CultureInfo.InvariantCulture)} drawn from all";
        bool isProof = new ProofScope(places).Sessions <= most;
        while (new ProofScope(places).Sessions > most)
        {
            int longest = Enumerable.Range(0, places.Length).MaxBy(i => places[i].Length);
            places[longest] = [.. places[longest].Where((_, i) => i % 2 == 0)];
            how = "every second of a property's values until they were few enough, which proves nothing about the others";
        }
        return (new ProofScope(places), how, isProof);
    }

    private static readonly string[] _axes = ["clients", "HELO names", "senders", "recipients", "ways to go about it"];

    private Tally Count(ProofScope scope, CancellationToken cancel)
    {
        var whole = new Tally();
        int[] clients = scope.Places[0];
        int[] recipients = scope.Places[3];
        var work = from client in clients from recipient in recipients select (client, recipient);
        Parallel.ForEach(work, new ParallelOptions { CancellationToken = cancel }, () => new Tally(), (cell, _, tally) =>
        {
            Span<int> at = stackalloc int[DerivedMatrix.AxisCount];
            (at[0], at[3]) = (cell.client, cell.recipient);
            foreach (int helo in scope.Places[1])
            {
                foreach (int sender in scope.Places[2])
                {
                    foreach (int manner in scope.Places[4])
                    {
                        (at[1], at[2], at[4]) = (helo, sender, manner);
                        tally.Add(at, Proving.Whole.Of(_matrix.Session(at), Decide).Outcome);
                    }
                }
            }
            return tally;
        }, tally =>
        {
            lock (whole)
                whole.Add(tally);
        });
        return whole;
    }

    private Tally Draw(ProofScope scope)
    {
        var tally = new Tally();
        var chance = new Random(17);
        Span<int> at = stackalloc int[DerivedMatrix.AxisCount];
        for (int drawn = 0; drawn < Drawn; drawn++)
        {
            for (int axis = 0; axis < at.Length; axis++)
                at[axis] = scope.Places[axis][chance.Next(scope.Places[axis].Length)];
            tally.Add(at, Proving.Whole.Of(_matrix.Session(at), Decide).Outcome);
        }
        return tally;
    }
}
