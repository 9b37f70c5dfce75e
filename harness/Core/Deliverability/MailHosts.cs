using System.Globalization;
using System.Net;
using Harness.Core.Dns.Lookup;

namespace Harness.Core.Deliverability;

/// <summary>Where the mail of a domain goes (RFC 5321 §5.1).</summary>
/// <param name="Answer">The answer about MX.</param>
/// <param name="Hosts">The hosts, the most preferred first; of a domain without MX, itself.</param>
/// <param name="IsNull">Whether a null MX says that there is none (RFC 7505).</param>
public sealed record MailHosts(DnsAnswer Answer, IReadOnlyList<MailHost> Hosts, bool IsNull)
{
    private const int Most = 20;

    /// <summary>Looks the domain up.</summary>
    public static async Task<MailHosts> OfAsync(Inquiry inquiry)
    {
        DnsAnswer answer = await inquiry.AskAsync(inquiry.Domain, "MX");
        (int Preference, string Host)[] named = [.. answer.Data.Select(Read).OrderBy(m => m.Preference).ThenBy(m => m.Host, StringComparer.Ordinal).Take(Most)];
        bool isNull = named.Any(m => m.Host == ".");
        // §5.1: without MX the domain's own address takes its place.
        (int, string)[] hosts = answer.Status is DnsStatus.Failed or DnsStatus.NoName || isNull ? [.. named.Where(m => m.Host != ".")] : named.Length > 0 ? named : [(0, inquiry.Domain)];
        List<MailHost> found = [];
        foreach ((int preference, string host) in hosts)
        {
            DnsAnswer[] looked = [await inquiry.AskAsync(host, "A"), await inquiry.AskAsync(host, "AAAA")];
            found.Add(new MailHost(preference, host, [.. looked.SelectMany(l => l.Data).Select(IPAddress.Parse)], looked));
        }

        return new MailHosts(answer, found, isNull && found.Count == 0);
    }

    /// <summary>Whether MX records name the hosts.</summary>
    public bool AreNamed => Answer.Data.Count > 0;

    /// <summary>Why nothing can be said of the hosts, or null.</summary>
    public string? WhyNone => IsNull ? "the domain takes no mail (null MX)"
        : Hosts.All(h => h.Addresses.Count == 0) ? "the domain has no mail exchanger with an address" : null;

    /// <summary>The addresses that mail comes from, as was said or as is guessed.</summary>
    public IReadOnlyList<IPAddress> SendersOf(DomainSubject subject)
        => subject.SendingAddresses.Count > 0 ? subject.SendingAddresses : [.. Hosts.SelectMany(h => h.Addresses).Distinct()];

    private static (int Preference, string Host) Read(string data) => data.Split(' ', 2) is [var preference, var host] && int.TryParse(preference, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        ? (number, host)
        : (0, data);
}
