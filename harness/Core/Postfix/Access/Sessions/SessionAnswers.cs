using Harness.Core.Postfix.Access.Evaluating;
using Harness.Core.Postfix.Access.Replies;
using Harness.Core.Postfix.Access.Restrictions;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Sessions;

/// <summary>Puts answers together; those that say nothing of the session are made once.</summary>
internal sealed class SessionAnswers(SessionRules rules)
{
    public static readonly AccessOutcome MailAccepted = Accepted(AccessCommand.Mail, 250, "2.1.0", "Ok");
    public static readonly AccessOutcome RecipientAccepted = Accepted(AccessCommand.Rcpt, 250, "2.1.5", "Ok");
    public static readonly AccessOutcome DataAccepted = Accepted(AccessCommand.Data, 354, "", "End data with <CR><LF>.<CR><LF>");

    /// <summary>The queue file's name, which follows, is nobody's to foretell.</summary>
    public static readonly AccessOutcome Queued = Accepted(AccessCommand.EndOfData, 250, "2.0.0", "Ok: queued as");

    /// <summary>The greeting.</summary>
    public AccessOutcome Greeting { get; } = Accepted(AccessCommand.Connect, 220, "", rules.Banner);

    /// <summary>The first line of the answer to HELO and EHLO.</summary>
    public AccessOutcome Hello { get; } = Accepted(AccessCommand.Helo, 250, "", rules.HostName);

    /// <summary>smtpd does not answer, or dies.</summary>
    public static AccessOutcome Dead(AccessCommand stage, string why) => new(stage, 0, "", "", "", null) { Fatal = why };

    /// <summary>An answer that no list gave.</summary>
    public AccessOutcome Plain(AccessCommand stage, int code, string dsn, string text)
    {
        bool soft = rules.SoftBounce && code >= 500;
        return new(stage, soft ? code - 100 : code, soft && dsn.Length > 0 ? "4" + dsn[1..] : dsn, text, "", null);
    }

    /// <summary>strict_smtputf8.</summary>
    public AccessOutcome NeedsUtf8(AccessCommand stage) => Plain(stage, 553, "5.6.7", "Must declare SMTPUTF8 to send unicode address");

    /// <summary>The answer to ETRN after its lists.</summary>
    public AccessOutcome Flushed(string domain)
    {
        Tables.MatchAnswer answer = rules.FlushDomains.Match(domain, null);
        return answer.Status switch
        {
            LookupStatus.Found => Accepted(AccessCommand.Etrn, 250, "", "Queuing started"),
            LookupStatus.Unknown => new(AccessCommand.Etrn, 0, "", "", "", null) { UnknownBecause = answer.Table },
            _ => Plain(AccessCommand.Etrn, 459, "", $"<{domain}>: service unavailable"),
        };
    }

    /// <summary>What the lists came to, where that was not permission.</summary>
    public AccessOutcome Refused(Evaluation state, AccessCommand stage)
    {
        Restriction? decider = state.Decider;
        string name = decider?.Spelling.Name ?? "";
        var outcome = new AccessOutcome(stage, 0, "", "", name, decider?.Spelling.Place)
        {
            Entry = decider is TableCheck ? state.Entry : null,
            Remembered = state.Cause is { } cause && cause != decider ? cause.Spelling.Name : "",
        };
        switch (state.Ending)
        {
            case Ending.Unknown:
                return outcome with { UnknownBecause = state.UnknownOf };
            case Ending.Died:
                return outcome with { Fatal = $"{decider?.Spelling.Name} {decider?.Spelling.Argument}: smtpd dies when it gets there" };
            case Ending.HungUp:
                return outcome;
            default:
                (int code, string enhanced, string text) = ReplyLine.Of(state.Refusal, rules.SoftBounce, rules.Utf8);
                return outcome with { Code = code, Enhanced = enhanced, Text = text };
        }
    }

    private static AccessOutcome Accepted(AccessCommand stage, int code, string dsn, string text) => new(stage, code, dsn, text, "", null);
}
