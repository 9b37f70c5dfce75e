namespace Harness.Core.Postfix.Intake;

/// <summary>
/// Something a configuration names that the lab cannot have, and what stands there in its place so that no mail is deferred
/// for want of it.
/// </summary>
/// <param name="What">What was replaced, as the configuration spells it: <c>mysql:/etc/postfix/users.cf</c>.</param>
/// <param name="Place">Where it is named: <c>main.cf:41</c>; the file alone where no line names it.</param>
/// <param name="Why">Why it cannot be as it is.</param>
/// <param name="By">What it was replaced by.</param>
public sealed record StandIn(string What, string Place, string Why, string By);
