using Harness.Core.Postfix.Access.Evaluating;
using Harness.Core.Postfix.Access.Replies;

namespace Harness.Core.Postfix.Access.Restrictions;

/// <summary>What of the session a DNS list is asked about.</summary>
internal enum ListedThing
{
    /// <summary>The client's address.</summary>
    Address,

    /// <summary>The client's verified name.</summary>
    ClientName,

    /// <summary>The client's unverified name.</summary>
    ReverseName,

    /// <summary>The HELO name.</summary>
    Helo,

    /// <summary>The sender's domain.</summary>
    Sender,

    /// <summary>The recipient's domain.</summary>
    Recipient,
}

/// <summary>What DNS lists are asked about, taken from the session.</summary>
internal static class ListedThings
{
    /// <summary>The value; null where the session has none, and nothing is asked.</summary>
    public static string? Of(Evaluation session, ListedThing thing) => thing switch
    {
        ListedThing.Address => session.ClientAddress,
        ListedThing.ClientName => Known(session.Session.ClientName),
        ListedThing.ReverseName => Known(session.Session.ReverseName),
        ListedThing.Helo => session.Helo,
        ListedThing.Sender => session.Sender is { Length: > 0 } sender ? sender : null,
        _ => session.Recipient,
    };

    public static ReplyClass Subject(ListedThing thing) => thing switch
    {
        ListedThing.Address or ListedThing.ClientName => ReplyClass.Client,
        ListedThing.ReverseName => ReplyClass.ReverseClient,
        ListedThing.Helo => ReplyClass.Helo,
        ListedThing.Sender => ReplyClass.Sender,
        _ => ReplyClass.Recipient,
    };

    private static string? Known(string name) => name.Equals("unknown", StringComparison.OrdinalIgnoreCase) ? null : name;
}

/// <summary>reject_rbl_client and reject_rhsbl_*.</summary>
internal sealed class RejectListed(Spelling spelling, ListedThing thing, DnsListQuestion question, DnsListReply reply) : Restriction(spelling)
{
    public override Verdict Evaluate(Evaluation session, in Scope scope)
    {
        if (ListedThings.Of(session, thing) is not { } what)
            return Verdict.Dunno;
        Listing listing = thing == ListedThing.Address ? question.OfAddress(session) : question.OfDomain(session, what);
        return listing.Status switch
        {
            ListingStatus.Listed => reply.Refuse(session, question, listing.Text!, what, ListedThings.Subject(thing)),
            ListingStatus.Fatal => session.End(Ending.Died),
            ListingStatus.Unknown => session.Unknown(listing.UnknownOf),
            _ => Verdict.Dunno,
        };
    }
}

/// <summary>permit_dnswl_client and permit_rhswl_client: at RCPT only for destinations of our own.</summary>
internal sealed class PermitListed(Spelling spelling, ListedThing thing, DnsListQuestion question) : Restriction(spelling)
{
    public override Verdict Evaluate(Evaluation session, in Scope scope)
    {
        if (ListedThings.Of(session, thing) is not { } what)
            return Verdict.Dunno;
        if (session.Where == AccessCommand.Rcpt && session.Recipient is not null)
        {
            Verdict own = AuthorizedDestination.Of(session, session.RecipientResolved!);
            if (own != Verdict.Ok)
                return own;
        }
        Listing listing = thing == ListedThing.Address ? question.OfAddress(session) : question.OfDomain(session, what);
        return listing.Status switch
        {
            ListingStatus.Listed => Verdict.Ok,
            ListingStatus.Unanswered => session.DeferOnReject(
                Refusal.Rejected(450, "4.7.1", new(what), ListedThings.Subject(thing), "Service unavailable")),
            ListingStatus.Fatal => session.End(Ending.Died),
            ListingStatus.Unknown => session.Unknown(listing.UnknownOf),
            _ => Verdict.Dunno,
        };
    }
}

/// <summary>reject_maps_rbl with maps_rbl_domains (before 3.9).</summary>
internal sealed class RejectMapsRbl(Spelling spelling, RejectListed[] zones) : Restriction(spelling)
{
    public override Verdict Evaluate(Evaluation session, in Scope scope)
    {
        foreach (RejectListed zone in zones)
        {
            Verdict verdict = zone.Evaluate(session, scope);
            if (verdict != Verdict.Dunno)
                return verdict;
        }
        return Verdict.Dunno;
    }
}
