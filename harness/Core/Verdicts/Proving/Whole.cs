using Harness.Core.Postfix.Access;

namespace Harness.Core.Verdicts.Proving;

/// <summary>What a session with its whole message comes to.</summary>
internal static class Whole
{
    /// <summary>The refusal, or the yes at the end of the message; a session that is refused at DATA or later asks for that answer.</summary>
    public static (AccessSession Session, AccessOutcome Outcome) Of(AccessSession session, Func<AccessSession, AccessOutcome> decide)
    {
        AccessOutcome recipient = decide(session);
        if (!recipient.IsAccepted || recipient.UnknownBecause is not null)
            return (session, recipient);
        AccessSession message = session with { Asked = AccessCommand.EndOfData };
        return (message, decide(message));
    }
}
