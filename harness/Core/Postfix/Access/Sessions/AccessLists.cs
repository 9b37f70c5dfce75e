using Harness.Core.Postfix.Access.Restrictions;

namespace Harness.Core.Postfix.Access.Sessions;

/// <summary>The lists of a configuration, made.</summary>
internal sealed class AccessLists
{
    /// <summary>smtpd_client_restrictions.</summary>
    public required RestrictionList Client { get; init; }

    /// <summary>smtpd_helo_restrictions.</summary>
    public required RestrictionList Helo { get; init; }

    /// <summary>smtpd_sender_restrictions.</summary>
    public required RestrictionList Sender { get; init; }

    /// <summary>smtpd_relay_restrictions or smtpd_recipient_restrictions, whichever the release asks first.</summary>
    public required RestrictionList FirstOfRecipient { get; init; }

    /// <summary>The other one.</summary>
    public required RestrictionList SecondOfRecipient { get; init; }

    /// <summary>smtpd_etrn_restrictions.</summary>
    public required RestrictionList Etrn { get; init; }

    /// <summary>smtpd_data_restrictions.</summary>
    public required RestrictionList Data { get; init; }

    /// <summary>smtpd_end_of_data_restrictions.</summary>
    public required RestrictionList EndOfData { get; init; }

    /// <summary>smtpd_reject_unlisted_sender.</summary>
    public required bool RejectsUnlistedSender { get; init; }

    /// <summary>smtpd_reject_unlisted_recipient.</summary>
    public required bool RejectsUnlistedRecipient { get; init; }
}
