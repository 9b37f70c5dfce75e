using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Matrix.Derived;
using Harness.Core.Verdicts.Behaviour;
using Harness.Core.Verdicts.Behaviour.Records;

namespace Harness.Cli.Verbs.Diffing;

/// <summary>Two configurations compared by the model, and by what was recorded of them.</summary>
internal static class Prediction
{
    /// <summary>Compares them.</summary>
    public static BehaviourReport Compare(DiffConfiguration before, DiffConfiguration after, Allowance allowed)
    {
        var matrix = DerivedMatrix.Of(before.Source, after.Source);
        AccessModel old = Model(before, matrix.Names), now = Model(after, matrix.Names);
        matrix = OrdinarySession.For(matrix, old, now);
        PossibleLogin login = new(before.Source.Parameters), loginNow = new(after.Source.Parameters);
        AccessOutcome Was(AccessSession session) => old.Decide(login.Of(session));
        AccessOutcome Is(AccessSession session) => now.Decide(loginNow.Of(session));
        var diff = BehaviourDiff.Of(matrix, before.Answering(Was, Is, matrix.Names), after.Answering(Is, Was, matrix.Names));
        return new(before.Side, after.Side, diff, allowed, DiffConfiguration.Differing(before, after))
        {
            Replay = (session, side) => ReplayLine.Of(session, side, matrix.Names),
            Disagreements = [.. Contradictions(before, now), .. Contradictions(after, old)],
            Remarks = [.. Outdated(before), .. Outdated(after)],
        };
    }

    /// <summary>The model of a configuration in the DNS of a matrix.</summary>
    public static AccessModel Model(DiffConfiguration configuration, MatrixNames names)
        => AccessModel.Of(configuration.Source.Parameters, new(configuration.Source.Tables, names));

    // What a server did otherwise is as open for the other side as long as the model makes no difference between them.
    private static IEnumerable<Disagreement> Contradictions(DiffConfiguration side, AccessModel other)
        => (side.Answers?.Contradictions() ?? []).Select(c => new Disagreement(side.Side, c.Session, other.Decide(c.Session), c.Seen, null));

    private static IEnumerable<string> Outdated(DiffConfiguration side)
    {
        if (side.Answers is not { } answers)
            yield break;
        var names = new MatrixNames();
        foreach (RecordedSession session in answers.Record.Sessions)
            names.Restore(session.Listed ?? []);
        foreach (string zone in Core.Postfix.Access.Names.DnsListZones.Of(side.Source.Parameters))
            names.AddZone(zone);
        AccessModel model = Model(side, names);
        int outdated = answers.Outdated(s => model.Decide(s.Session()));
        if (outdated > 0)
            yield return $"{side.Side.Name}: {outdated} of its predicted answers are not what this program foretells: another version recorded it; the model's answers of today were compared";
    }
}
