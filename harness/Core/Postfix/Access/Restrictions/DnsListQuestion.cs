using System.Globalization;
using System.Net;
using Harness.Core.Postfix.Access.Addresses;
using Harness.Core.Postfix.Access.Evaluating;
using Harness.Core.Postfix.Access.Names;

namespace Harness.Core.Postfix.Access.Restrictions;

/// <summary>Whether a DNS list has an address or a domain (RFC 5782; smtpd_check.c, find_dnsxl_addr and find_dnsxl_domain).</summary>
internal sealed class DnsListQuestion
{
    private readonly AnswerPattern? _pattern;
    private readonly bool _broken;
    private readonly bool _isName;

    public DnsListQuestion(string argument)
    {
        Argument = argument;
        int equals = argument.IndexOf('=');
        Zone = equals < 0 ? argument : argument[..equals];
        _pattern = equals < 0 ? null : AnswerPattern.Parse(argument[(equals + 1)..]);
        _broken = equals >= 0 && _pattern is null;
        _isName = HostNameSyntax.IsValid(Zone);
    }

    /// <summary>Zone and pattern as the list spells them: the key of rbl_reply_maps.</summary>
    public string Argument { get; }

    /// <summary>The zone.</summary>
    public string Zone { get; }

    /// <summary>Asks about the client's address.</summary>
    public Listing OfAddress(Evaluation session)
    {
        if (!_isName)
            return Nowhere(session);
        Span<char> name = stackalloc char[64 + Zone.Length];
        int length = Reversed(session.Client, name);
        Zone.CopyTo(name[length..]);
        return Ask(session, name[..(length + Zone.Length)]);
    }

    /// <summary>Asks about the domain of an address, or a host name.</summary>
    public Listing OfDomain(Evaluation session, string what)
    {
        int sign = what.LastIndexOf('@');
        string domain = what[(sign + 1)..];
        if (domain.Length == 0 || (sign >= 0 && domain[0] == '['))
            return Listing.No;
        ReadOnlySpan<char> last = domain.AsSpan(domain.LastIndexOf('.') + 1);
        if (last.Length > 0 && !last.ContainsAnyExceptInRange('0', '9'))
            return Listing.No;
        string ascii = HostNameSyntax.ForLookup(domain);
        return !HostNameSyntax.IsValid(ascii) ? Listing.No : _isName ? Ask(session, string.Concat(ascii, ".", Zone)) : Nowhere(session);
    }

    // Nobody is asked for what is no name (dns_lookup.c); the pattern is read all the same.
    private Listing Nowhere(Evaluation session)
    {
        session.Trace?.Note($"{Zone}: no name of a zone, so not listed");
        return _broken ? new(ListingStatus.Fatal, null, "") : Listing.No;
    }

    private Listing Ask(Evaluation session, ReadOnlySpan<char> name)
    {
        // The pattern is parsed whatever the answer, and a bad one is fatal.
        if (_broken)
            return new(ListingStatus.Fatal, null, "");
        NameAnswer answer = session.Rules.Names.Ask(name, NameType.A);
        if (answer.Status == NameStatus.Unknown)
            return new(ListingStatus.Unknown, null, $"DNS of {name}");
        if (answer.Status != NameStatus.Found)
        {
            session.Trace?.Note($"{name}: {(answer.Status is NameStatus.Missing or NameStatus.NullMx ? "not listed" : "no answer, so not listed")}");
            return answer.Status is NameStatus.Missing or NameStatus.NullMx ? Listing.No : new(ListingStatus.Unanswered, null, "");
        }
        bool listed = _pattern is null;
        for (int i = 0; !listed && i < answer.Addresses.Count; i++)
            listed = _pattern!.Matches(answer.Addresses[i]);
        session.Trace?.Note($"{name}: {string.Join(", ", answer.Addresses)}{(listed ? "" : ", which does not fit the pattern")}");
        if (!listed)
            return Listing.No;
        return new(ListingStatus.Listed, session.Rules.Names.Ask(name, NameType.Txt), "");
    }

    private static int Reversed(IPAddress? address, Span<char> name)
    {
        if (address is null)
        {
            "unknown.".CopyTo(name);
            return 8;
        }
        Span<byte> octets = stackalloc byte[16];
        address.TryWriteBytes(octets, out int count);
        int length = 0;
        for (int i = count - 1; i >= 0; i--)
        {
            if (count == 4)
            {
                octets[i].TryFormat(name[length..], out int digits, provider: CultureInfo.InvariantCulture);
                length += digits;
            }
            else
            {
                name[length++] = "0123456789abcdef"[octets[i] & 15];
                name[length++] = '.';
                name[length++] = "0123456789abcdef"[octets[i] >> 4];
            }
            name[length++] = '.';
        }
        return length;
    }
}
