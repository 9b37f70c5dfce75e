using System.Net;
using Harness.Core.Dns.Lookup;
using Harness.Core.Evidence;

namespace Harness.Core.Deliverability.Checks;

/// <summary>What the addresses that send are called, and what their server calls itself.</summary>
internal static class ReverseChecks
{
    public static IReadOnlyList<DomainClaim> All { get; } =
    [
        DomainClaim.Of("reverse/published", "every sending address has a name", "1912 §2.1",
            "have whoever owns the address publish a PTR record with the server's name", inquiry => EachAsync(inquiry, PublishedAsync)),
        DomainClaim.Of("reverse/confirmed", "a name of every sending address leads back to it", "8601 §2.7.3",
            "publish A or AAAA for the name in the PTR record, or correct the PTR record", inquiry => EachAsync(inquiry, ConfirmedAsync)),
        DomainClaim.Of("reverse/own-name", "no sending address has a name that is made of its number", "5321 §4.1.4",
            "give the address a name of the server: names like 203-0-113-5.dynamic.example.net are taken for those of infected machines", inquiry => EachAsync(inquiry, OwnNameAsync)),
        DomainClaim.Of("helo/resolves", "the name with which the server introduces itself has an address", "5321 §4.1.1.1",
            "set myhostname (or smtp_helo_name) to a name that has A or AAAA, or publish it", HeloResolvesAsync),
        DomainClaim.Of("helo/matches", "the name with which the server introduces itself is one of the sending address", "5321 §4.1.4",
            "set myhostname (or smtp_helo_name) to the name in the address's PTR record, and have both lead to each other", HeloMatchesAsync),
    ];

    private static async Task<Examined> EachAsync(Inquiry inquiry, Func<Inquiry, IPAddress, Task<Examined>> check)
    {
        IReadOnlyList<IPAddress> addresses = (await MailHosts.OfAsync(inquiry)).SendersOf(inquiry.Sources.Subject);
        if (addresses.Count == 0)
        {
            return inquiry.Beside("no sending address is known: give --sending-address");
        }

        List<Examined> all = [];
        foreach (IPAddress address in addresses)
        {
            all.Add(await check(inquiry, address));
        }

        // The worst of them, with everything that was asked by then.
        Examined worst = all.FirstOrDefault(e => e.Holding == Holding.Broken) ?? all.FirstOrDefault(e => e.Holding == Holding.Open)
            ?? all.FirstOrDefault(e => e.Holding == Holding.Beside) ?? all[0];
        return worst with { Answers = all[^1].Answers, Paste = [.. all.SelectMany(e => e.Paste)], Reason = worst.Holding == Holding.Holds ? string.Join("; ", all.Select(e => e.Reason)) : worst.Reason };
    }

    private static async Task<Examined> PublishedAsync(Inquiry inquiry, IPAddress address)
    {
        DnsAnswer answer = await inquiry.AskAsync(DnsNames.Reverse(address), "PTR");
        return answer.Status == DnsStatus.Failed ? inquiry.Open(answer)
            : answer.Data.Count == 0 ? inquiry.Broken($"{address} has no name", $"{DnsNames.Reverse(address)}. IN PTR {inquiry.Sources.Subject.HeloName ?? $"mail.{inquiry.Domain}"}.")
            : inquiry.Holds($"{address} is {string.Join(", ", answer.Data)}");
    }

    private static async Task<Examined> ConfirmedAsync(Inquiry inquiry, IPAddress address)
    {
        DnsAnswer answer = await inquiry.AskAsync(DnsNames.Reverse(address), "PTR");
        if (answer.Data.Count == 0)
        {
            return inquiry.Beside($"{address} has no name");
        }

        List<DnsAnswer> forward = [];
        foreach (string name in answer.Data.Take(10))
        {
            forward.Add(await inquiry.AskAsync(name, DnsNames.TypeOf(address)));
        }

        return forward.FirstOrDefault(f => f.Data.Any(d => Equals(IPAddress.Parse(d), address))) is { } back ? inquiry.Holds($"{address} is {back.Name} and back")
            : forward.FirstOrDefault(f => f.Status == DnsStatus.Failed) is { } failed ? inquiry.Open(failed)
            : inquiry.Broken($"{address} is {answer.Data[0]}, which {(forward[0].Data.Count == 0 ? "has no such address" : $"is {string.Join(", ", forward[0].Data)}")}", $"{answer.Data[0]}. IN {DnsNames.TypeOf(address)} {address}");
    }

    private static async Task<Examined> OwnNameAsync(Inquiry inquiry, IPAddress address)
    {
        DnsAnswer answer = await inquiry.AskAsync(DnsNames.Reverse(address), "PTR");
        byte[] octets = address.GetAddressBytes();
        return answer.Data.Count == 0 ? inquiry.Beside($"{address} has no name")
            : answer.Data.FirstOrDefault(n => octets.Length == 4 && IsMadeOf(n, octets)) is { } made ? inquiry.Broken($"{address} is {made}", $"{DnsNames.Reverse(address)}. IN PTR mail.{inquiry.Domain}.")
            : inquiry.Holds($"{address} is {answer.Data[0]}");
    }

    // All four numbers, in either order, or the address in hexadecimal.
    private static bool IsMadeOf(string name, byte[] octets)
    {
        string[] numbers = [.. name.Split(['.', '-', '_']).Select(w => w.TrimStart('0'))];
        return octets.All(o => numbers.Contains(o == 0 ? "" : $"{o}")) || name.Contains(Convert.ToHexStringLower(octets), StringComparison.Ordinal);
    }

    private static async Task<(string? Name, MailHosts Hosts)> HeloAsync(Inquiry inquiry)
    {
        MailHosts hosts = await MailHosts.OfAsync(inquiry);
        return (inquiry.Sources.Subject.HeloName ?? (hosts.Hosts.Count > 0 ? hosts.Hosts[0].Host : null), hosts);
    }

    private static async Task<Examined> HeloResolvesAsync(Inquiry inquiry)
    {
        (string? name, MailHosts hosts) = await HeloAsync(inquiry);
        if (name is null)
        {
            return inquiry.Beside("no name is known: give --sending-name");
        }

        if (!DnsNames.IsHost(name))
        {
            return inquiry.Broken($"{name} is no fully-qualified name of a host");
        }

        DnsAnswer[] looked = [await inquiry.AskAsync(name, "A"), await inquiry.AskAsync(name, "AAAA")];
        return looked.Any(l => l.Data.Count > 0) ? inquiry.Holds($"{name} is {string.Join(", ", looked.SelectMany(l => l.Data))}")
            : looked.FirstOrDefault(l => l.Status == DnsStatus.Failed) is { } failed ? inquiry.Open(failed)
            : inquiry.Broken($"{name} has no address", [.. hosts.SendersOf(inquiry.Sources.Subject).Select(a => $"{name}. IN {DnsNames.TypeOf(a)} {a}")]);
    }

    private static async Task<Examined> HeloMatchesAsync(Inquiry inquiry)
    {
        (string? name, MailHosts hosts) = await HeloAsync(inquiry);
        IReadOnlyList<IPAddress> senders = hosts.SendersOf(inquiry.Sources.Subject);
        if (name is null || senders.Count == 0 || !DnsNames.IsHost(name))
        {
            return inquiry.Beside(senders.Count == 0 ? "no sending address is known: give --sending-address" : "no name of a host is known");
        }

        List<string> strange = [];
        bool any = false;
        foreach (IPAddress address in senders)
        {
            DnsAnswer forward = await inquiry.AskAsync(name, DnsNames.TypeOf(address));
            any |= forward.Data.Count > 0;
            if (forward.Status == DnsStatus.Failed)
            {
                return inquiry.Open(forward);
            }

            if (!forward.Data.Any(d => Equals(IPAddress.Parse(d), address)))
            {
                strange.Add($"{address}");
            }
        }

        return !any ? inquiry.Beside($"{name} has no address")
            // A pool may introduce each of its servers by its own name: what was not said is not held against it.
            : strange.Count < (inquiry.Sources.Subject.HeloName is null ? senders.Count : 1) ? inquiry.Holds($"{name} leads to the sending address")
            : inquiry.Broken($"{name} does not lead to {string.Join(", ", strange)}", [.. strange.Select(a => $"{name}. IN {DnsNames.TypeOf(IPAddress.Parse(a))} {a}")]);
    }
}
