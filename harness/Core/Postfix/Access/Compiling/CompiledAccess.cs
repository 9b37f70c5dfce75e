using Harness.Core.Postfix.Access.Evaluating;
using Harness.Core.Postfix.Access.Restrictions;
using Harness.Core.Postfix.Access.Sessions;

namespace Harness.Core.Postfix.Access.Compiling;

/// <summary>A configuration, ready to decide.</summary>
/// <param name="Rules">What restrictions go by.</param>
/// <param name="Session">What commands go by.</param>
/// <param name="Lists">The lists.</param>
/// <param name="Unlisted">The tables of mailboxes.</param>
internal sealed record CompiledAccess(AccessRules Rules, SessionRules Session, AccessLists Lists, UnlistedAddress Unlisted)
{
    /// <summary>What one thread needs to decide.</summary>
    public SessionRunner NewRunner() => new(Rules, Session, new ListRunner(Lists, Unlisted));
}
