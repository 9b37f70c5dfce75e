using Harness.Core.Postfix.Access.Evaluating;
using Harness.Core.Postfix.Access.Restrictions;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Compiling;

/// <summary>Every restriction that a release knows, by its name (postconf(5); smtpd_check.c, generic_checks).</summary>
internal sealed class RestrictionCatalogue(ServiceParameters parameters, TableOpener tables, CompiledParts parts, TableActions actions)
{
    private readonly ArgumentRestrictions _withArgument = new(parameters, tables, parts, actions);

    private readonly bool _sasl = parameters.IsOn("smtpd_sasl_auth_enable");
    private readonly bool _old = !parameters.Release.AtLeast(3, 9);

    private readonly MapList _owners = tables.Row(parameters.Words("smtpd_sender_login_maps"));

    /// <summary>The check that a bare table stands for.</summary>
    public static string CheckOf(AccessSubject subject) => subject switch
    {
        AccessSubject.Client => "check_client_access",
        AccessSubject.ReverseClient => "check_reverse_client_hostname_access",
        AccessSubject.Helo => "check_helo_access",
        AccessSubject.Sender => "check_sender_access",
        AccessSubject.Recipient => "check_recipient_access",
        _ => "check_etrn_access",
    };

    /// <summary>Whether the word after the name belongs to it.</summary>
    public static bool TakesArgument(string name) => ArgumentRestrictions.Knows(name);

    /// <summary>A restriction with its argument, or what becomes of it without a good one.</summary>
    public Restriction WithArgument(Spelling spelling, PlacedWord? argument) => _withArgument.Make(spelling, argument);

    /// <summary>A restriction without an argument; null for a name this release does not know.</summary>
    public Restriction? Find(Spelling s) => Client(s) ?? Helo(s) ?? Sender(s) ?? Recipient(s) ?? Any(s);

    private Restriction? Any(Spelling s) => s.Name switch
    {
        "permit" => new Permit(s),
        "reject" => new Refuse(s, Code("reject_code", 554), "5.7.1", "Access denied"),
        "defer" => new Refuse(s, Code("defer_code", 450), "4.3.2", "Try again later"),
        "warn_if_reject" => new WarnIfReject(s),
        "defer_if_permit" => new DeferIfPermit(s),
        "defer_if_reject" => new DeferIfReject(s),
        "reject_unauth_pipelining" => new Idle(s, "a session of the model does not pipeline before its time"),
        "reject_plaintext_session" => new RejectPlaintextSession(s, Code("plaintext_reject_code", 450)),
        "reject_multi_recipient_bounce" => new RejectMultiRecipientBounce(s, Code("multi_recipient_bounce_reject_code", 550)),
        _ => null,
    };

    private Restriction? Client(Spelling s) => s.Name switch
    {
        "permit_mynetworks" => new PermitMyNetworks(s, parts.MyNetworks),
        "permit_inet_interfaces" => new PermitInetInterfaces(s, parts.Own),
        "permit_sasl_authenticated" => new PermitSaslAuthenticated(
            s, _sasl, parameters.IsOn("smtpd_tls_auth_only"), parameters.Release.AtLeast(3, 8)),
        "permit_tls_clientcerts" or "permit_tls_all_clientcerts" => new Idle(s, "a session of the model has no certificate"),
        "reject_unknown_client_hostname" or "reject_unknown_client" => new RejectUnknownClientName(s, Code("unknown_client_reject_code", 450), false),
        "reject_unknown_reverse_client_hostname" => new RejectUnknownClientName(s, Code("unknown_client_reject_code", 450), true),
        "reject_maps_rbl" when _old => new RejectMapsRbl(s,
            [.. parameters.Words("maps_rbl_domains").Select(w => new RejectListed(s, ListedThing.Address, new(w.Word), parts.Listed))]),
        _ => null,
    };

    private Restriction? Helo(Spelling s)
    {
        int invalid = Code("invalid_hostname_reject_code", 501);
        return s.Name switch
        {
            "reject_invalid_helo_hostname" or "reject_invalid_hostname" => new RejectInvalidHelo(s, invalid),
            "reject_non_fqdn_helo_hostname" or "reject_non_fqdn_hostname" => new RejectNonFqdnHelo(s, Code("non_fqdn_reject_code", 504), invalid),
            "reject_unknown_helo_hostname" or "reject_unknown_hostname" => new RejectUnknownHelo(
                s, Code("unknown_hostname_reject_code", 450), invalid, DefersAtOnce("unknown_helo_hostname_tempfail_action")),
            "permit_naked_ip_address" when _old => new PermitNakedAddress(s, invalid),
            _ => null,
        };
    }

    private Restriction? Sender(Spelling s) => s.Name switch
    {
        "reject_unknown_sender_domain" or "reject_unknown_address" => Unknown(s, EnvelopeSide.Sender),
        "reject_unverified_sender" => new AskedElsewhere(s, EnvelopeSide.Sender),
        "reject_non_fqdn_sender" => new RejectNonFqdnAddress(s, EnvelopeSide.Sender, Code("non_fqdn_reject_code", 504)),
        "reject_authenticated_sender_login_mismatch" => Login(s, LoginRule.Authenticated),
        "reject_known_sender_login_mismatch" => Login(s, LoginRule.Authenticated | LoginRule.Unauthenticated | LoginRule.KnownOnly),
        "reject_unauthenticated_sender_login_mismatch" => Login(s, LoginRule.Unauthenticated),
        "reject_unlisted_sender" => new RejectUnlisted(s, parts.Unlisted, EnvelopeSide.Sender),
        _ => null,
    };

    private Restriction? Recipient(Spelling s)
    {
        int relay = Code("relay_domains_reject_code", 554);
        return s.Name switch
        {
            "permit_auth_destination" => new PermitAuthDestination(s),
            "permit_mx_backup" => new PermitMxBackup(s, parameters, tables, parts.Own),
            "reject_unauth_destination" => new RejectUnauthDestination(s, relay, "5.7.1"),
            "defer_unauth_destination" => new RejectUnauthDestination(s, relay - 100, "4.7.1"),
            "check_relay_domains" when _old => new CheckRelayDomains(s, relay, parts.RelayDomains),
            "reject_unknown_recipient_domain" => Unknown(s, EnvelopeSide.Recipient),
            "reject_non_fqdn_recipient" => new RejectNonFqdnAddress(s, EnvelopeSide.Recipient, Code("non_fqdn_reject_code", 504)),
            "reject_unlisted_recipient" or "check_recipient_maps" => new RejectUnlisted(s, parts.Unlisted, EnvelopeSide.Recipient),
            "reject_unverified_recipient" => new AskedElsewhere(s, EnvelopeSide.Recipient),
            _ => null,
        };
    }

    private RejectUnknownDomain Unknown(Spelling s, EnvelopeSide side)
        => new(s, side, Code("unknown_address_reject_code", 450), DefersAtOnce("unknown_address_tempfail_action"));

    private Restriction Login(Spelling s, LoginRule rule)
        => _sasl ? new SenderLogin(s, _owners, rule) : new Idle(s, "ignored: SASL is off");

    private bool DefersAtOnce(string parameter) => parameters.Text(parameter).Equals("defer", StringComparison.OrdinalIgnoreCase);

    private int Code(string parameter, int standard) => parameters.Number(parameter, standard);
}
