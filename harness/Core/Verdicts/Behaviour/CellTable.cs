using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Matrix.Derived;

namespace Harness.Core.Verdicts.Behaviour;

/// <summary>The cells of a matrix with what they came to, each asked for once.</summary>
internal sealed class CellTable(DerivedMatrix matrix, Func<AccessSession, AccessOutcome> before, Func<AccessSession, AccessOutcome> after)
{
    private const int Bits = 12;

    private readonly Dictionary<long, CellChange> _cells = [];
    private readonly Dictionary<AnswerKey, int> _numbers = [];
    private readonly List<AnswerKey> _keys = [];
    private readonly Dictionary<(ChangeKind, object, object), int> _groups = [];

    public DerivedMatrix Matrix { get; } = matrix;

    /// <summary>How many cells were asked for.</summary>
    public int Count => _cells.Count;

    public AnswerKey Key(int number) => _keys[number];

    /// <summary>The cells that were asked for, by their places; the first axis counts most.</summary>
    public long[] Ids()
    {
        long[] ids = [.. _cells.Keys];
        Array.Sort(ids);
        return ids;
    }

    /// <summary>The places of a cell.</summary>
    public static int[] At(long id)
    {
        int[] at = new int[DerivedMatrix.AxisCount];
        for (int axis = at.Length - 1; axis >= 0; axis--, id >>= Bits)
            at[axis] = (int)(id & ((1 << Bits) - 1));
        return at;
    }

    public CellChange Of(ReadOnlySpan<int> at)
    {
        long id = 0;
        foreach (int place in at)
            id = (id << Bits) | (uint)place;
        if (!_cells.TryGetValue(id, out CellChange change))
            _cells.Add(id, change = Ask(Matrix.Session(at)));
        return change;
    }

    /// <summary>The outcomes of a cell in full.</summary>
    public (AccessSession Session, AccessOutcome Before, AccessOutcome After) Full(ReadOnlySpan<int> at)
    {
        AccessSession session = Matrix.Session(at);
        return (session, Decide(before, session), Decide(after, session));
    }

    private CellChange Ask(AccessSession session)
    {
        (AccessOutcome old, AccessOutcome now) = (Decide(before, session), Decide(after, session));
        (AnswerKey oldKey, AnswerKey newKey) = (AnswerKey.Of(old), AnswerKey.Of(now));
        ChangeKind? kind = AnswerKey.Change(oldKey, newKey);
        if (kind is null && !oldKey.IsAccepted && !oldKey.IsUntold && oldKey.Special.Length == 0 && (old.Code != now.Code || old.Text != now.Text))
            kind = ChangeKind.Words;
        return new(Number(oldKey), Number(newKey), kind, kind is { } differs ? Group(differs, oldKey, newKey, old, now) : 0);
    }

    // Refusals that all moved to another stage are one change, whatever refused.
    private int Group(ChangeKind kind, AnswerKey old, AnswerKey now, AccessOutcome oldOutcome, AccessOutcome newOutcome)
    {
        (ChangeKind, object, object) group = kind switch
        {
            ChangeKind.Answers when old with { Stage = now.Stage } == now => (kind, old.Stage, now.Stage),
            ChangeKind.Words => (kind, (old, oldOutcome.Code), newOutcome.Code),
            _ => (kind, old, now),
        };
        if (!_groups.TryGetValue(group, out int number))
            _groups.Add(group, number = _groups.Count + 1);
        return number;
    }

    private int Number(AnswerKey key)
    {
        if (!_numbers.TryGetValue(key, out int number))
        {
            _numbers.Add(key, number = _keys.Count);
            _keys.Add(key);
        }
        return number;
    }

    // Where no recipient is accepted, DATA says so, and the recipient's own answer is the one that counts.
    private static AccessOutcome Decide(Func<AccessSession, AccessOutcome> decide, AccessSession session)
        => session.Asked is AccessCommand.Data or AccessCommand.EndOfData && decide(session with { Asked = AccessCommand.Rcpt }) is { IsAccepted: false } refused
            ? refused : decide(session);
}
