using Harness.Core.Postfix.Access.Replies;

namespace Harness.Core.Postfix.Access.Evaluating;

/// <summary>A refusal kept for later: the first reason stays (smtpd_check.c, defer_if).</summary>
internal struct Deferral
{
    public bool Active;
    public Refusal Refusal;
    public Restriction? Cause;

    public void Keep(Refusal refusal, Restriction? cause)
    {
        if (Active)
            return;
        Active = true;
        Refusal = refusal;
        Cause = cause;
    }
}
