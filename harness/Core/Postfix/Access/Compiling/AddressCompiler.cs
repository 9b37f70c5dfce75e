using System.Net;
using Harness.Core.Postfix.Access.Addresses;
using Harness.Core.Postfix.Access.Tables;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Compiling;

/// <summary>Makes out of parameters how addresses are rewritten and classed.</summary>
internal sealed class AddressCompiler(ServiceParameters parameters, AccessWorld world)
{
    private readonly WholeWords _destinations = new(new(parameters.Words("mydestination"), world.Tables));
    private readonly string _origin = OriginOf(parameters.Text("myorigin"), world.Tables.Files);
    private DomainClasses? _classes;

    /// <summary>Whether a domain is the server's own, as tables of mailboxes want to know (mail_addr_find(3)).</summary>
    public LookupStatus IsOwnDomain(string domain)
        => domain.Equals(_origin, StringComparison.OrdinalIgnoreCase) ? LookupStatus.Found : Classes().IsLocal(domain).Status;

    /// <summary>How addresses are rewritten.</summary>
    public AddressRules Rules() => new()
    {
        Origin = parameters.IsOn("append_at_myorigin") ? _origin : null,
        Domain = parameters.IsOn("append_dot_mydomain") ? parameters.Text("mydomain") : null,
        SwapBang = parameters.IsOn("swap_bangpath"),
        Percent = parameters.IsOn("allow_percent_hack"),
        Dequote = parameters.IsOn("resolve_dequoted_address"),
        NullDomain = parameters.IsOn("resolve_null_domain"),
        NumericDomain = parameters.IsOn("resolve_numeric_domain"),
        MinUser = parameters.IsOn("allow_min_user"),
        Utf8 = parameters.IsOn("smtputf8_enable"),
        HostName = parameters.Text("myhostname"),
        Empty = parameters.Text("empty_address_recipient"),
    };

    /// <summary>The lists of domains.</summary>
    public DomainClasses Classes() => _classes ??= new()
    {
        Local = _destinations,
        Alias = new WholeWords(new(parameters.Words("virtual_alias_domains"), world.Tables)),
        Mailbox = new WholeWords(new(parameters.Words("virtual_mailbox_domains"), world.Tables)),
        Relay = new DomainNames(new(parameters.Words("relay_domains"), world.Tables, parameters.MatchesSubdomains("relay_domains"))),
        Own = Own(),
        Transports = new()
        {
            Local = parameters.Text("local_transport"),
            Mailbox = parameters.Text("virtual_transport"),
            Relay = parameters.Text("relay_transport"),
            Default = parameters.Text("default_transport"),
            Transports = world.Tables.Row(parameters.Words("transport_maps")),
            Relocated = world.Tables.Row(parameters.Words("relocated_maps")),
            Delimiters = parameters.Text("recipient_delimiter"),
            IsLocal = IsOwnDomain,
            BareParents = parameters.MatchesSubdomains("transport_maps"),
            NamesTable = parameters.IsOn("show_user_unknown_table_name"),
        },
    };

    private OwnAddresses Own()
    {
        var addresses = new List<IPAddress>();
        bool complete = true;
        foreach (string word in parameters.Words("inet_interfaces").Concat(parameters.Words("proxy_interfaces")).Select(w => w.Word))
        {
            if (word is "all" or "loopback-only" or "localhost")
                addresses.AddRange([IPAddress.Loopback, IPAddress.IPv6Loopback]);
            if (IPAddress.TryParse(word.Trim('[', ']'), out IPAddress? address))
                addresses.Add(address);
            else if (word is not ("loopback-only" or "localhost"))
                complete = false;
        }
        addresses.AddRange(complete ? [] : world.OwnAddresses ?? []);
        return new(addresses, complete || world.OwnAddresses is not null);
    }

    // Debian's Postfix takes the first line of a file for it.
    private static string OriginOf(string origin, ITableFiles files)
        => origin.StartsWith('/') && files.Read(origin) is { Status: TableFileStatus.Present } file ? file.Text.Split('\n')[0].Trim() : origin;
}
