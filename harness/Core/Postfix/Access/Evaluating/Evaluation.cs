using System.Net;
using Harness.Core.Postfix.Access.Addresses;
using Harness.Core.Postfix.Access.Replies;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Evaluating;

/// <summary>
/// One session while it is decided: what is known of it so far and what the lists have said. Used again for the next session;
/// one thread at a time.
/// </summary>
internal sealed class Evaluation(AccessRules rules)
{
    public AccessRules Rules { get; } = rules;
    public AccessSession Session = null!;
    public IAccessTrace? Trace;

    // The client.
    public IPAddress? Client;
    public string ClientAddress = "";
    public ReplyName ClientName;

    // What it has said so far.
    public string? Helo;
    public string? Sender;
    public ResolvedAddress? SenderResolved;
    public string? Recipient;
    public ResolvedAddress? RecipientResolved;
    public string? Etrn;
    public int Accepted;
    public AccessCommand Where;

    // What the lists have said so far.
    public int Recursion;
    public int Classes;
    public int WarnDepth;
    public Deferral DeferIfPermit;
    public Deferral DeferIfReject;
    public bool Discarded;
    public bool SenderChecked;
    public bool RecipientChecked;
    public Restriction? Current;

    // How it ended.
    public Ending Ending;
    public Refusal Refusal;
    public Restriction? Decider;
    public Restriction? Cause;
    public SettingLine? Entry;
    public string UnknownOf = "";

    /// <summary>Refuses, or only warns where warn_if_reject stands before the restriction.</summary>
    public Verdict Refuse(Refusal refusal)
    {
        if (WarnDepth > 0)
        {
            Trace?.Note("would refuse; warn_if_reject only logs it");
            return Verdict.Dunno;
        }
        return Fail(refusal);
    }

    /// <summary>Refuses for a fault of the server's own, which no warn_if_reject softens.</summary>
    public Verdict Fail(Refusal refusal)
    {
        Cause = Decider = Current;
        if (DeferIfReject.Active && refusal.Code is >= 500 and <= 599 && ReplyLine.IsValid(refusal))
        {
            refusal = DeferIfReject.Refusal;
            Cause = DeferIfReject.Cause;
            DeferIfReject.Active = false;
        }
        Refusal = refusal;
        Ending = Ending.Refused;
        return Verdict.Reject;
    }

    /// <summary>451 4.3.5.</summary>
    public Verdict ServerError() => Fail(Refusal.ServerError);

    /// <summary>Turns a later permission into this refusal; refuses at once where the parameter says <c>defer</c>.</summary>
    public Verdict DeferOnPermit(Refusal refusal, bool atOnce = false)
    {
        if (WarnDepth > 0 || atOnce)
            return Refuse(refusal);
        DeferIfPermit.Keep(refusal, Current);
        Trace?.Note("defers if the rest permits");
        return Verdict.Dunno;
    }

    /// <summary>Turns a later 5xx of the same lists into this refusal.</summary>
    public Verdict DeferOnReject(Refusal refusal)
    {
        DeferIfReject.Keep(refusal, Current);
        Trace?.Note("defers if the rest rejects");
        return Verdict.Dunno;
    }

    /// <summary>Ends the prediction: nobody knows what this holds.</summary>
    public Verdict Unknown(string what)
    {
        Ending = Ending.Unknown;
        UnknownOf = what;
        Cause = Decider = Current;
        return Verdict.Reject;
    }

    /// <summary>Ends with neither refusal nor permission.</summary>
    public Verdict End(Ending how)
    {
        Ending = how;
        Cause = Decider = Current;
        return Verdict.Reject;
    }

    /// <summary>Ends for an address whose class could not be found out.</summary>
    public Verdict Uncertain(ResolvedAddress address, string raw)
        => address.Failed ? Fail(Refusal.LookupFailure(new(raw))) : Unknown(address.Certainty.Table);

    /// <summary>A failed or unknown look-up in tables of recipients, aliases and owners.</summary>
    public Verdict Unanswered(LookupStatus status, string table, string name)
        => status == LookupStatus.Failed ? Fail(Refusal.LookupFailure(new(name))) : Unknown(table);

    /// <summary>Forgets what belongs to one group of lists (smtpd_check.c, SMTPD_CHECK_RESET).</summary>
    public void BeginLists()
    {
        Recursion = 0;
        Classes = 0;
        WarnDepth = 0;
        DeferIfReject.Active = false;
        Current = null;
    }
}
