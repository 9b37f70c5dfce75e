using System.Net;
using System.Net.Sockets;
using Harness.Core.Postfix.Access.Addresses;
using Harness.Core.Postfix.Access.Evaluating;
using Harness.Core.Postfix.Access.Names;
using Harness.Core.Postfix.Access.Restrictions;
using Harness.Core.Postfix.Access.Sessions;
using Harness.Core.Postfix.Access.Tables;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Compiling;

/// <summary>Makes out of parameters what the model decides by.</summary>
internal sealed class AccessCompiler
{
    private readonly ServiceParameters _parameters;
    private readonly AccessWorld _world;
    private readonly TableOpener _tables;

    private AccessCompiler(ServiceParameters parameters, AccessWorld world)
    {
        _parameters = parameters;
        _world = world;
        _tables = world.Tables;
    }

    /// <summary>Makes it.</summary>
    public static CompiledAccess Compile(ServiceParameters parameters, AccessWorld world) => new AccessCompiler(parameters, world).Compile();

    private CompiledAccess Compile()
    {
        var addresses = new AddressCompiler(_parameters, _world);
        DomainClasses classes = addresses.Classes();
        AddressRules rewriting = addresses.Rules();
        UnlistedAddress unlisted = Unlisted();
        var parts = new CompiledParts(
            new ClientList(_parameters.Words("mynetworks"), _tables, _parameters.MatchesSubdomains("mynetworks")),
            classes.Relay, classes.Own, unlisted, ListedReply());
        AccessLists lists = new ListCompiler(_parameters, new RestrictionCompiler(_parameters, _tables, parts)).Compile();
        var rules = new AccessRules
        {
            Names = _world.Names,
            Addresses = new(new(rewriting, classes), _parameters.IsOn("strict_rfc821_envelopes"), classes),
            HostTypes = HostTypes(),
            TrustsRouting = _parameters.IsOn("allow_untrusted_routing"),
            Delimiters = _parameters.Text("recipient_delimiter"),
            IsLocal = addresses.IsOwnDomain,
            BareParents = _parameters.MatchesSubdomains("smtpd_access_maps"),
            NullKey = _parameters.Text("smtpd_null_access_lookup_key"),
            MapCodes = (_parameters.Number("access_map_reject_code", 554), _parameters.Number("access_map_defer_code", 450)),
            HasProxyFilter = _parameters.Text("smtpd_proxy_filter").Length > 0,
            DelaysReject = _parameters.IsOn("smtpd_delay_reject"),
        };
        return new(rules, Session(rewriting), lists, unlisted);
    }

    private SessionRules Session(AddressRules rewriting) => new()
    {
        NeedsHelo = _parameters.IsOn("smtpd_helo_required"),
        NeedsTls = _parameters.NeedsTls(),
        Utf8 = _parameters.IsOn("smtputf8_enable"),
        TakesUtf8 = _parameters.IsOn("smtputf8_enable")
            && !_parameters.Words("smtpd_discard_ehlo_keywords").Any(w => w.Word.Equals("smtputf8", StringComparison.OrdinalIgnoreCase)),
        StrictUtf8 = _parameters.IsOn("strict_smtputf8"),
        HasNoVrfy = _parameters.IsOn("disable_vrfy_command"),
        MostRecipients = _parameters.Number("smtpd_recipient_limit", 1000),
        SoftBounce = _parameters.IsOn("soft_bounce"),
        HostName = _parameters.Text("myhostname"),
        Banner = _parameters.Text("smtpd_banner"),
        ProbeSender = Probe(rewriting),
        FlushDomains = new DomainNames(new(
            _parameters.Words("fast_flush_domains"), _tables, _parameters.MatchesSubdomains("fast_flush_domains"))),
        Fatal = StartUp.Complaint(_parameters),
    };

    // RFC 6724: a host that can speak IPv6 to the world prefers it.
    private NameType[] HostTypes()
    {
        string protocols = _parameters.Text("inet_protocols");
        bool all = protocols.Length == 0 || protocols.Contains("all", StringComparison.OrdinalIgnoreCase);
        bool four = all || protocols.Contains("ipv4", StringComparison.OrdinalIgnoreCase), six = all || protocols.Contains("ipv6", StringComparison.OrdinalIgnoreCase);
        bool prefersSix = _world.OwnAddresses?.Any(a => a.AddressFamily == AddressFamily.InterNetworkV6 && !a.IsIPv6LinkLocal && !IPAddress.IsLoopback(a)) == true;
        return (four, six, prefersSix) switch
        {
            (true, true, true) => [NameType.Aaaa, NameType.A],
            (true, true, false) => [NameType.A, NameType.Aaaa],
            (_, true, _) => [NameType.Aaaa],
            _ => [NameType.A],
        };
    }

    private string? Probe(AddressRules rewriting)
    {
        string sender = _parameters.Text("address_verify_sender");
        // With a lifetime the local part carries a time stamp, which no session of the model can have.
        bool stamped = _parameters.Text("address_verify_sender_ttl") is { Length: > 0 } ttl && ttl.TrimEnd('s', 'm', 'h', 'd', 'w') is not "0";
        return sender is "" or "<>" || stamped ? null : AddressRewriting.Rewrite(sender, rewriting);
    }

    private DnsListReply ListedReply() => new(
        _tables.Row(_parameters.Words("rbl_reply_maps")), _parameters.Release.AtLeast(3, 10), _parameters.Text("default_rbl_reply"),
        _parameters.Number("maps_rbl_reject_code", 554), _parameters.Text("myhostname"));

    private UnlistedAddress Unlisted()
    {
        Mailboxes recipients = Row("recipient_canonical_maps"), all = Row("canonical_maps"), aliases = Row("virtual_alias_maps");
        return new()
        {
            RecipientAliases = [recipients, all, aliases],
            SenderAliases = [recipients, Row("sender_canonical_maps"), all, aliases],
            Local = Row("local_recipient_maps"),
            Mailbox = Row("virtual_mailbox_maps"),
            Relay = Row("relay_recipient_maps"),
            Codes = (_parameters.Number("unknown_local_recipient_reject_code", 550),
                _parameters.Number("unknown_virtual_alias_reject_code", 550),
                _parameters.Number("unknown_virtual_mailbox_reject_code", 550),
                _parameters.Number("unknown_relay_recipient_reject_code", 550)),
            NamesTable = _parameters.IsOn("show_user_unknown_table_name"),
            DoubleBounce = _parameters.Text("double_bounce_sender"),
            Off = _parameters.Words("receive_override_options").Any(w => w.Word == "no_unknown_recipient_checks"),
        };
    }

    private Mailboxes Row(string parameter) => new(_tables.Row(_parameters.Words(parameter)));
}
