using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Harness.Core.Deliverability;
using Harness.Core.Deliverability.Live;
using Harness.Core.Dns.Lookup;
using Harness.Core.Engine.Remote;
using Harness.Core.Evidence;
using Harness.Core.Smtp;

namespace Harness.Cli.Verbs.Domains;

/// <summary>The options of <c>certify --domain</c>, and whom they say to ask.</summary>
internal sealed class DomainOptions
{
    private const int DnsPort = 53;
    private const string OverTcp = "tcp://";
    private const int MostAddresses = 64;

    private static readonly TimeSpan _policyPatience = TimeSpan.FromSeconds(20);

    private readonly Option<string?> _domain = new("--domain") { Description = "DOMAIN whose mail is to arrive: its DNS, policies and exchangers are asked; alone, or beside CONFIG or --server" };
    private readonly Option<string?> _resolver = new("--resolver") { Description = "ADDRESS[:PORT] of a resolver, with tcp:// before it for one that is only reached so [default: this machine's]" };
    private readonly Option<string[]> _addresses = new("--sending-address") { Description = "IP address that the domain's mail comes from (repeatable) [default: those of its exchangers]" };
    private readonly Option<string?> _name = new("--sending-name") { Description = "NAME that the sending server introduces itself with [default: myhostname of CONFIG, or the first exchanger]" };
    private readonly Option<string[]> _selectors = new("--dkim-selector") { Description = "SELECTOR that the domain's mail is signed with (repeatable)" };
    private readonly Option<string?> _trust = new("--trust") { Description = "FILE of certificates (PEM) that count as authorities besides the machine's own" };

    // For labs, in which nothing has port 25 and 443.
    private readonly Option<string?> _mxPort = new("--mx-port") { Hidden = true };
    private readonly Option<string?> _policyPort = new("--policy-port") { Hidden = true };

    private IReadOnlyList<Option> Others => [_resolver, _addresses, _name, _selectors, _trust, _mxPort, _policyPort];

    /// <summary>Gives a verb these options.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in Others.Prepend(_domain))
        {
            command.Add(option);
        }
    }

    /// <summary>The domain, or null where none is asked about.</summary>
    /// <exception cref="UsageException">An option cannot be used.</exception>
    public DomainInquiry? Read(ParseResult parsed)
    {
        if (parsed.GetValue(_domain) is not { } given)
        {
            return Others.FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false }) is { } stray
                ? throw new UsageException($"{stray.Name} is for --domain; give --domain DOMAIN as well, or leave it out")
                : null;
        }

        string domain = DnsNames.Plain(Ascii(given));
        if (!DnsNames.IsHost(domain))
        {
            throw new UsageException($"--domain {given}: not a domain; write it as in example.no");
        }

        string? name = parsed.GetValue(_name) is { } said ? DnsNames.Plain(ServerArgument.HeloName(_name.Name, said)) : null;
        string[] selectors = [.. (parsed.GetValue(_selectors) ?? []).Select(Selector)];
        IPAddress[] addresses = [.. (parsed.GetValue(_addresses) ?? []).Select(Address).Distinct()];
        if (addresses.Length > MostAddresses)
        {
            throw new UsageException($"--sending-address stands {addresses.Length} times; give {MostAddresses} at the most");
        }

        (IPEndPoint? resolver, bool tcp) = Resolver(parsed.GetValue(_resolver));
        var dns = new ResolverLookup(resolver, tcp);
        X509Certificate2Collection trusted = Trusted(parsed.GetValue(_trust));
        return new DomainInquiry(
            new DomainSubject(domain, addresses, name, selectors),
            dns,
            new MailExchangers(Port(_mxPort, parsed, 25), null, trusted, Deadlines.Default),
            new HttpsPolicyFiles(dns, Port(_policyPort, parsed, 443), trusted, _policyPatience),
            resolver is null ? "asked of this machine's resolver" : $"asked of the resolver {resolver}");
    }

    private static string Ascii(string domain)
    {
        try
        {
            return new IdnMapping().GetAscii(domain.TrimEnd('.'));
        }
        catch (ArgumentException)
        {
            return domain;
        }
    }

    private string Selector(string text) => DnsNames.CanBeAsked($"{text}._domainkey") ? text
        : throw new UsageException($"{_selectors.Name} {text}: not a selector; give the s= of a DKIM-Signature");

    private IPAddress Address(string text) => IPAddress.TryParse(text, out IPAddress? address) ? address
        : throw new UsageException($"{_addresses.Name} {text}: not an IP address; write it as in 192.0.2.1 or 2001:db8::1");

    private (IPEndPoint? Resolver, bool Tcp) Resolver(string? text)
    {
        if (text is null)
        {
            return (null, false);
        }

        bool tcp = text.StartsWith(OverTcp, StringComparison.Ordinal);
        (string host, int? port) = ServerArgument.Host(_resolver.Name, tcp ? text[OverTcp.Length..] : text);
        return IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address)
            ? (new IPEndPoint(address, port ?? DnsPort), tcp)
            : throw new UsageException($"{_resolver.Name} {text}: not an IP address; a resolver is found without one");
    }

    private X509Certificate2Collection Trusted(string? file)
    {
        X509Certificate2Collection trusted = [];
        if (file is null)
        {
            return trusted;
        }

        try
        {
            trusted.ImportFromPem(BoundedFile.Read(file, 4 * 1024 * 1024, "file of certificates"));
        }
        catch (CryptographicException)
        {
            trusted.Clear();
        }

        return trusted.Count > 0 ? trusted : throw new UsageException($"{_trust.Name} {file}: no certificate in it; give a file in PEM");
    }

    private static int Port(Option<string?> option, ParseResult parsed, int usual) => parsed.GetValue(option) is not { } text ? usual
        : ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) && port > 0 ? port
        : throw new UsageException($"{option.Name} {text}: give a port from 1 to 65535");
}

/// <summary>A domain and whom to ask about it.</summary>
/// <param name="Subject">The domain.</param>
/// <param name="Dns">The resolver.</param>
/// <param name="Exchangers">Its exchangers.</param>
/// <param name="Policies">Its policy.</param>
/// <param name="Resolver">The resolver in words.</param>
internal sealed record DomainInquiry(DomainSubject Subject, IDnsLookup Dns, IExchangers Exchangers, IPolicyFiles Policies, string Resolver)
{
    /// <summary>The same with the name that a configuration gives its server, where none was said.</summary>
    public DomainInquiry SentBy(string? name) => this with { Subject = Subject with { HeloName = Subject.HeloName ?? name } };

    /// <summary>The sources of the checks.</summary>
    /// <param name="arrivals">What arrived outside; null where that cannot be seen.</param>
    public Sources Sources(IReadOnlyList<Arrival>? arrivals) => new(Subject, Dns, Exchangers, Policies, arrivals);
}
