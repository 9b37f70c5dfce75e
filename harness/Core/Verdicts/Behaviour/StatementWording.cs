using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Matrix.Derived;

namespace Harness.Core.Verdicts.Behaviour;

/// <summary>Puts a statement in words.</summary>
internal sealed class StatementWording(CellTable table)
{
    // A few exceptions are told beside; many are why the statement is about the others.
    private const int FewExceptions = 2;

    private const int MannerAxis = DerivedMatrix.AxisCount - 1;

    private readonly DerivedMatrix _matrix = table.Matrix;

    /// <summary>The statement in words, with its plainest session.</summary>
    public BehaviourStatement Of(Statement statement)
    {
        var whose = new List<IReadOnlyList<string>>();
        var except = new List<string>();
        for (int axis = 0; axis < DerivedMatrix.AxisCount; axis++)
        {
            int named = Array.IndexOf(statement.Axes, axis);
            IReadOnlyList<string> words = named >= 0 ? Named(statement, axis, statement.Values[named]) : Silent(statement, axis, except);
            if (words.Count > 0)
                whose.Add(words);
        }
        (AccessSession session, AccessOutcome before, AccessOutcome after) = table.Full(statement.Seed);
        (AnswerKey old, AnswerKey now) = (AnswerKey.Of(before), AnswerKey.Of(after));
        return new(statement.Change.Kind!.Value, whose, except, Math.Max(1, statement.Sessions), session, before, after)
        {
            IsStageOnly = statement.Change.Kind == ChangeKind.Answers && old with { Stage = now.Stage } == now,
        };
    }

    private IReadOnlyList<string> Named(Statement statement, int axis, HashSet<int> values)
        => LabelCover.Of(_matrix.Labels[axis], values, place => !values.Contains(place) && IsComparable(axis, place) && Speaks(statement, axis, place, isNamed: true));

    // An axis that the statement does not name, but not all of whose values it holds for.
    private IReadOnlyList<string> Silent(Statement statement, int axis, List<string> except)
    {
        int[] against = [.. Enumerable.Range(1, _matrix.Length(axis) - 1).Where(p => IsComparable(axis, p) && Speaks(statement, axis, p, isNamed: false))];
        if (against.Length == 0)
            return [];
        int[] holds = [.. Enumerable.Range(0, _matrix.Length(axis)).Where(p => table.Of(StatementSearch.With(statement.Seed, axis, p)).Group == statement.Change.Group)];
        IReadOnlyList<string> exceptions = LabelCover.Of(_matrix.Labels[axis], against, holds.Contains);
        if (exceptions.Count <= FewExceptions && (against.Length <= FewExceptions || statement.Axes.Length > 0))
        {
            except.AddRange(exceptions);
            return [];
        }
        IReadOnlyList<string> words = LabelCover.Of(_matrix.Labels[axis], holds, against.Contains);
        if (words.Count <= exceptions.Count)
            return words;
        except.AddRange(exceptions);
        return [];
    }

    // What asks for an earlier answer is accepted there whatever comes later.
    private bool IsComparable(int axis, int place)
        => axis != MannerAxis || _matrix.Axes.Manners[place].Asked is AccessCommand.Rcpt or AccessCommand.Data or AccessCommand.EndOfData;

    private bool Speaks(Statement statement, int axis, int place, bool isNamed)
        => Exceptions.Contradicts(StatementSearch.With(statement.Seed, axis, place), statement.Axes, statement.Change, isNamed, table);
}
