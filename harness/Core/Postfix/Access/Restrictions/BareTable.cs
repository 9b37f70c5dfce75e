using Harness.Core.Postfix.Access.Evaluating;

namespace Harness.Core.Postfix.Access.Restrictions;

/// <summary><c>type:table</c> without a check_*_access: what it checks depends on the list it is reached from.</summary>
internal sealed class BareTable(Spelling spelling, Func<AccessSubject, Restriction> check) : Restriction(spelling)
{
    private readonly Restriction?[] _checks = new Restriction?[Enum.GetValues<AccessSubject>().Length];

    public override Verdict Evaluate(Evaluation session, in Scope scope)
    {
        if (scope.Default is not { } subject)
        {
            session.Trace?.Note("a bare table needs a check_*_access before it in this list");
            return session.ServerError();
        }
        Restriction implied = _checks[(int)subject] ??= check(subject);
        session.Current = implied;
        return implied.Evaluate(session, scope);
    }
}
