using Harness.Core.Postfix.Access.Evaluating;
using Harness.Core.Postfix.Access.Replies;

namespace Harness.Core.Postfix.Access.Restrictions;

/// <summary>permit.</summary>
internal sealed class Permit(Spelling spelling) : Restriction(spelling)
{
    public override Verdict Evaluate(Evaluation session, in Scope scope) => Verdict.Ok;
}

/// <summary>reject and defer.</summary>
internal sealed class Refuse(Spelling spelling, int code, string dsn, string text) : Restriction(spelling)
{
    public override Verdict Evaluate(Evaluation session, in Scope scope)
        => session.Refuse(Refusal.Rejected(code, dsn, scope.Name, scope.Subject, text));
}

/// <summary>defer_if_permit.</summary>
internal sealed class DeferIfPermit(Spelling spelling) : Restriction(spelling)
{
    public override Verdict Evaluate(Evaluation session, in Scope scope)
        => session.DeferOnPermit(Refusal.Rejected(450, "4.7.0", scope.Name, scope.Subject, "defer_if_permit requested"));
}

/// <summary>defer_if_reject.</summary>
internal sealed class DeferIfReject(Spelling spelling) : Restriction(spelling)
{
    public override Verdict Evaluate(Evaluation session, in Scope scope)
        => session.DeferOnReject(Refusal.Rejected(450, "4.7.0", scope.Name, scope.Subject, "defer_if_reject requested"));
}

/// <summary>warn_if_reject: softens the next restriction; the list itself sees to it.</summary>
internal sealed class WarnIfReject(Spelling spelling) : Restriction(spelling)
{
    public override Verdict Evaluate(Evaluation session, in Scope scope) => Verdict.Dunno;
}

/// <summary>What never decides: sleep, a DNS list without a zone, SASL restrictions without SASL.</summary>
internal sealed class Idle(Spelling spelling, string why) : Restriction(spelling)
{
    public override Verdict Evaluate(Evaluation session, in Scope scope)
    {
        session.Trace?.Note(why);
        return Verdict.Dunno;
    }
}

/// <summary>An unknown name, or a missing or malformed argument: 451 4.3.5 when it is reached, not before.</summary>
internal sealed class Broken(Spelling spelling, string why) : Restriction(spelling)
{
    public override Verdict Evaluate(Evaluation session, in Scope scope)
    {
        session.Trace?.Note(why);
        return session.ServerError();
    }
}

/// <summary>A restriction class (smtpd_restriction_classes).</summary>
internal sealed class RestrictionClass(Spelling spelling, Func<RestrictionList> list) : Restriction(spelling)
{
    // Sixty classes that each name the two after them keep Postfix busy for years.
    private const int MostLooks = 10_000;

    private readonly Lazy<RestrictionList> _list = new(list);

    public override Verdict Evaluate(Evaluation session, in Scope scope)
    {
        if (++session.Classes > MostLooks)
            return session.Unknown($"a chain of more than {MostLooks} classes");
        // A class that names itself runs Postfix out of its stack; the model must not follow it there.
        if (session.Recursion > 1000)
            return session.End(Ending.Died);
        return _list.Value.Evaluate(session, scope);
    }
}
