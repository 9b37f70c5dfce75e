using Harness.Core.Postfix.Access.Addresses;
using Harness.Core.Postfix.Access.Evaluating;
using Harness.Core.Postfix.Access.Replies;

namespace Harness.Core.Postfix.Access.Restrictions;

/// <summary>Which address of the envelope a restriction is about.</summary>
internal enum EnvelopeSide
{
    /// <summary>The envelope sender; restrictions skip the null sender.</summary>
    Sender,

    /// <summary>The recipient.</summary>
    Recipient,
}

/// <summary>An address of the envelope as a restriction sees it.</summary>
internal static class EnvelopeAddress
{
    public static bool Of(Evaluation session, EnvelopeSide side, out string address, out ResolvedAddress resolved)
    {
        string? found = side == EnvelopeSide.Sender ? session.Sender : session.Recipient;
        address = found ?? "";
        resolved = (side == EnvelopeSide.Sender ? session.SenderResolved : session.RecipientResolved)!;
        return !string.IsNullOrEmpty(found);
    }

    public static ReplyClass Subject(EnvelopeSide side) => side == EnvelopeSide.Sender ? ReplyClass.Sender : ReplyClass.Recipient;
}
