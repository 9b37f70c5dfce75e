using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Trace;

namespace Harness.Lab.Plays;

/// <summary>One session of the access model as a real Postfix answered it.</summary>
/// <param name="Session">What the client was and said.</param>
/// <param name="Observed">What came of it; null where it could not be played.</param>
/// <param name="Trace">The commands of the session as smtpd(8) traced them, the last one being the one that was answered.</param>
/// <param name="Fault">Why it could not be played or seen, in one line; null where it was.</param>
public sealed record PlayedSession(AccessSession Session, AccessOutcome? Observed, IReadOnlyList<CommandTrace> Trace, string? Fault);
