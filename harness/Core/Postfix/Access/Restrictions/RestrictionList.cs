using Harness.Core.Postfix.Access.Evaluating;

namespace Harness.Core.Postfix.Access.Restrictions;

/// <summary>A list of restrictions: smtpd_*_restrictions, a class, or the right-hand side of an access table.</summary>
/// <param name="name">The parameter, the class or the table.</param>
/// <param name="items">The restrictions in order.</param>
internal sealed class RestrictionList(string name, Restriction[] items)
{
    public string Name { get; } = name;

    public bool IsEmpty => items.Length == 0;

    /// <summary>Asks one after the other until one decides.</summary>
    public Verdict Evaluate(Evaluation session, in Scope scope)
    {
        int depth = session.Recursion++;
        Restriction? outer = session.Current;
        Verdict verdict = Verdict.Dunno;
        session.Trace?.Enter(Name, items, session);
        foreach (Restriction item in items)
        {
            if (session.Discarded)
                break;
            session.Current = item;
            if (item is WarnIfReject)
            {
                if (session.WarnDepth == 0)
                    session.WarnDepth = session.Recursion;
                session.Trace?.Looked(item, Verdict.Dunno, session);
                continue;
            }
            verdict = item.Evaluate(session, scope);
            session.Trace?.Looked(session.Current, verdict, session);
            if (session.WarnDepth >= session.Recursion)
                session.WarnDepth = 0;
            if (verdict != Verdict.Dunno || (session.DeferIfPermit.Active && session.DeferIfReject.Active))
                break;
        }
        session.Trace?.Leave(verdict, session);
        session.Recursion = depth;
        session.Current = outer;
        if (session.WarnDepth >= depth)
            session.WarnDepth = 0;
        return verdict;
    }
}
