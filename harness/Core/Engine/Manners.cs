namespace Harness.Core.Engine;

/// <summary>How a run treats the server under test.</summary>
public sealed record Manners
{
    /// <summary>For a server of the harness's own: as fast as it goes.</summary>
    public static Manners InTheLab { get; } = new() { Intrusive = true, Slow = 16, MailAfterSafe = true };

    /// <summary>How many sessions are open at the same time, at the most.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>
    /// How many sessions of slow clients are open besides <see cref="Parallel"/>, at the most: they only wait. 0: they come when the
    /// others are over, half as many side by side as there may be sessions, since ordinary mail is tried beside each.
    /// </summary>
    public int Slow { get; init; }

    /// <summary>Whether ordinary mail is tried after attacks that are marked safe; after the others it is wherever they are played.</summary>
    public bool MailAfterSafe { get; init; }

    /// <summary>How many connections of a crowd are open at the same time, at the most.</summary>
    public int Crowd { get; init; } = 4;

    /// <summary>How many sessions begin in a second, at the most; null: as many as there are.</summary>
    public double? Rate { get; init; }

    /// <summary>Whether attacks are played that are not marked safe.</summary>
    public bool Intrusive { get; init; }

    /// <summary>Whether the run ends when the server asks to be left alone (421, RFC 5321 §3.8) unprovoked.</summary>
    public bool LeavesAt421 { get; init; }

    /// <summary>
    /// How long to wait before sessions that were answered 450 or 451 are played again, since greylisting answers so
    /// (RFC 6647 §2.1); null: they are not.
    /// </summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How long ordinary mail is tried again where it is put off; RFC 6647 §5 has greylisting end within minutes.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.Zero;

    /// <summary>
    /// How many refusals one connection may meet before another is opened: one fewer than smtpd_soft_error_limit of
    /// postconf(5), from which on Postfix answers slowly.
    /// </summary>
    public int ErrorsAConnection { get; init; } = 9;

    /// <summary>Whether a message may go to a recipient, by the argument of RCPT; null: to any.</summary>
    public Func<string, bool>? MayReach { get; init; }
}
