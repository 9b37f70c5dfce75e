using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Matrix.Derived;
using Harness.Core.Verdicts.Behaviour;

namespace Harness.Cli.Verbs.Diffing;

/// <summary>Two configurations compared by the model alone.</summary>
internal static class Prediction
{
    /// <summary>Compares them.</summary>
    public static BehaviourReport Compare(DiffConfiguration before, DiffConfiguration after, Allowance allowed)
    {
        DerivedMatrix matrix = DerivedMatrix.Of(before.Source, after.Source);
        AccessModel old = Model(before, matrix.Names), now = Model(after, matrix.Names);
        matrix = OrdinarySession.For(matrix, old, now);
        PossibleLogin login = new(before.Source.Parameters), loginNow = new(after.Source.Parameters);
        return new(before.Side, after.Side, BehaviourDiff.Of(matrix, s => old.Decide(login.Of(s)), s => now.Decide(loginNow.Of(s))), allowed, DiffConfiguration.Differing(before, after))
        {
            Replay = (session, side) => ReplayLine.Of(session, side, matrix.Names),
        };
    }

    /// <summary>The model of a configuration in the DNS of a matrix.</summary>
    public static AccessModel Model(DiffConfiguration configuration, MatrixNames names)
        => AccessModel.Of(configuration.Source.Parameters, new(configuration.Source.Tables, names));
}
