using System.Net;
using System.Text.RegularExpressions;
using Harness.Core.Dns.Lookup;
using Harness.Core.Evidence;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Residency.Checks;

/// <summary>The hosts that mail passes.</summary>
internal static partial class HostChecks
{
    private const int MostHosts = 50;

    private static readonly string[] _hops = ["relayhost", "smtp_fallback_relay", "fallback_relay"];
    private static readonly string[] _transports = ["default_transport", "relay_transport", "local_transport", "virtual_transport", "mailbox_transport", "fallback_transport", "content_filter"];

    public static IReadOnlyList<ResidencyClaim> All { get; } =
    [
        ResidencyClaim.Of("exchangers", "every mail exchanger of the domain stands where it may", null,
            "move the exchanger, take it out of MX, or declare where it stands", ExchangersAsync),
        ResidencyClaim.Of("next-hops", "every host that the configuration hands mail to stands where it may", null,
            "name another host in that line, or declare where this one stands", NextHopsAsync),
        ResidencyClaim.Of("named-hops", "mail goes out by hosts that are named", null,
            "set relayhost to a host inside: without one, mail goes to whatever host the recipient's domain names", NamedHopsAsync),
        ResidencyClaim.Of("filters", "every filter that sees mail stands where it may", null,
            "run the filter on the server itself, or declare where it stands", FiltersAsync),
        ResidencyClaim.Of("passed-hosts", "every host that stands in the Received fields of arrived mail stands where it may", "5321 §4.4",
            "find out which line hands mail to that host (postconf -n, transport_maps), and name another", PassedAsync),
        ResidencyClaim.Of("resolver", "every resolver stands where it may", null,
            "name a resolver inside in /etc/resolv.conf: it learns of every client, sender and recipient domain", ResolverAsync),
    ];

    private static async Task ExchangersAsync(ResidencySubject subject, Finder finder)
    {
        if (subject.Domain is null)
        {
            finder.Beside("no domain is named: give --domain");
            return;
        }

        await HostAsync(subject, finder, new NamedHost(subject.Domain, true, new SettingLine("", 0, "", "")), subject.Domain);
    }

    private static async Task NextHopsAsync(ResidencySubject subject, Finder finder)
    {
        if (subject.Server is not { } server)
        {
            finder.Beside("no configuration is given");
            return;
        }

        NamedHost[] hosts = [.. Hops(server, subject.Files).Take(MostHosts)];
        foreach (NamedHost host in hosts)
        {
            finder.Saw(host.Place);
            await HostAsync(subject, finder, host, $"{Where(host.Place)}{host.Host}");
        }

        if (hosts.Length == 0)
        {
            finder.Beside("the configuration names no next hop");
        }
    }

    private static string Where(SettingLine place) => place.Line > 0 ? $"{place.File}:{place.Line} {place.Parameter}: " : "";

    private static IEnumerable<NamedHost> Hops(EffectiveConfiguration server, IReadOnlyDictionary<string, string> files)
        => _hops.SelectMany(p => server.Parameters.Words(p).Select(w => NamedHost.Of(w.Word, false, w.Place)))
            .Concat(_transports.SelectMany(p => server.Parameters.Words(p).Select(w => NamedHost.Of(w.Word, true, w.Place))))
            .Concat(TableFiles.Of(server, "transport_maps", files).Select(l => NamedHost.Of(l.Value, true, l.Place)))
            .Concat(TableFiles.Of(server, "sender_dependent_relayhost_maps", files).Select(l => NamedHost.Of(l.Value, false, l.Place)))
            .OfType<NamedHost>();

    private static Task NamedHopsAsync(ResidencySubject subject, Finder finder)
    {
        if (subject.Server is not { } server)
        {
            finder.Beside("no configuration is given");
            return Task.CompletedTask;
        }

        PlacedWord? relay = server.Parameters.Words("relayhost") is [var first, ..] ? first : null;
        finder.Saw(relay?.Place ?? SettingLine.Default(server.Main.FileName, "relayhost"));
        if (relay is null)
        {
            finder.Broken("relayhost is empty: mail goes to the host that the recipient's domain names, wherever that stands");
        }
        else
        {
            finder.Holds(relay.Word);
        }

        return Task.CompletedTask;
    }

    private static async Task FiltersAsync(ResidencySubject subject, Finder finder)
    {
        string[] parameters = ["smtpd_milters", "non_smtpd_milters", "smtpd_proxy_filter"];
        PlacedWord[] words = [.. parameters.SelectMany(p => subject.Server?.Parameters.Words(p) ?? [])];
        foreach (PlacedWord word in words)
        {
            // { inet:host:port, connect_timeout=10s }: a milter with settings of its own.
            string filter = word.Word.StartsWith('{') ? word.Word.Trim('{', '}', ' ', '\t').Split([',', ' ', '\t'])[0] : word.Word;
            string host = filter.StartsWith("inet:", StringComparison.Ordinal) ? filter[5..] : filter;
            if (host.StartsWith("unix:", StringComparison.Ordinal) || host.StartsWith('/') || host.StartsWith("local:", StringComparison.Ordinal))
            {
                finder.Holds("on the server itself");
                continue;
            }

            // milter: inet:HOST:PORT, or HOST:PORT; sendmail's way puts the port first.
            string name = host.Contains('@', StringComparison.Ordinal) ? host.Split('@')[1] : host.StartsWith('[') && host.Contains(']', StringComparison.Ordinal) ? host[1..host.IndexOf(']')] : host.Split(':')[0];
            finder.Saw(word.Place);
            if (name.Length == 0)
            {
                finder.Holds("on the server itself");
                continue;
            }

            await HostAsync(subject, finder, new NamedHost(name, false, word.Place), $"{Where(word.Place)}{name}");
        }

        if (words.Length == 0)
        {
            finder.Beside(subject.Server is null ? "no configuration is given" : "the configuration names no filter");
        }
    }

    private static async Task PassedAsync(ResidencySubject subject, Finder finder)
    {
        if (subject.Arrivals is null)
        {
            finder.Beside("what arrives cannot be seen from here: give a configuration, which runs in the lab");
            return;
        }

        string[] hosts = [.. subject.Arrivals.Where(a => a is { Host: not Arrival.Mailbox, Message: not null })
            .SelectMany(a => By().Matches(a.Message!).Select(m => m.Groups[1].Value.Trim('[', ']'))).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostHosts)];
        foreach (string host in hosts)
        {
            finder.Saw($"Received: … by {host}");
            await HostAsync(subject, finder, new NamedHost(host, false, new SettingLine("", 0, "", "")), host);
        }

        if (hosts.Length == 0)
        {
            finder.Beside("no mail arrived outside in this run");
        }
    }

    private static async Task ResolverAsync(ResidencySubject subject, Finder finder)
    {
        (string File, int Line, string Text)[] lines = [.. subject.Files.Where(f => Path.GetFileName(f.Key) == "resolv.conf")
            .SelectMany(f => f.Value.ReplaceLineEndings("\n").Split('\n').Select((t, i) => (f.Key, i + 1, t.Trim())))
            .Where(l => l.Item3.StartsWith("nameserver", StringComparison.Ordinal))];
        foreach ((string file, int line, string text) in lines)
        {
            finder.Saw($"{file}:{line}  {text}");
            await HostAsync(subject, finder, new NamedHost(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1) ?? "", false, new SettingLine(file, line, "nameserver", text)), $"{file}:{line}");
        }

        if (lines.Length == 0)
        {
            finder.Beside("no resolv.conf stands beside the configuration");
        }
    }

    private static async Task HostAsync(ResidencySubject subject, Finder finder, NamedHost host, string label)
    {
        string[] names = [host.Host];
        if (host.IsDomain && !IsHere(host.Host) && !IPAddress.TryParse(host.Host, out _))
        {
            DnsAnswer mx = await AskAsync(subject, finder, host.Host, "MX", label);
            // RFC 5321 §5.1: without an MX the domain is its own; where nobody says whether there is one, its address says nothing.
            names = mx.Status == DnsStatus.Failed ? []
                : mx.Data.Count > 0 ? [.. mx.Data.Select(d => d.Split(' ')[^1]).Where(n => n != ".").Take(MostHosts)] : names;
        }

        foreach (string name in names)
        {
            IPAddress? literal = IPAddress.TryParse(name, out IPAddress? read) ? read : null;
            List<IPAddress> addresses = literal is not null ? [literal] : IsHere(name) ? [IPAddress.Loopback] : [];
            bool isAnswered = true;
            if (addresses.Count == 0)
            {
                foreach (string type in new[] { "A", "AAAA" })
                {
                    DnsAnswer answer = await AskAsync(subject, finder, name, type, label);
                    addresses.AddRange(answer.Data.Select(IPAddress.Parse));
                    isAnswered &= answer.Status != DnsStatus.Failed;
                }
            }

            if (addresses.Count == 0 && isAnswered)
            {
                finder.Open($"{label}: {(name == host.Host ? "" : name + " ")}has no address that is to be found");
            }

            foreach (IPAddress address in addresses)
            {
                (bool? inside, string known) = subject.Area.Of(address);
                string called = literal is null ? $"{name} [{address}]" : name;
                finder.Saw($"{called}: {known}");
                string told = label.EndsWith(name, StringComparison.Ordinal) ? label[..^name.Length] + called : $"{label}: {called}";
                switch (inside)
                {
                    case true: finder.Holds($"{told} is inside ({known})"); break;
                    case false: finder.Broken($"{told} is outside ({known})"); break;
                    default: finder.Open($"{told} is {known}"); break;
                }
            }
        }
    }

    // RFC 6761 §6.3: no resolver is asked for it.
    private static bool IsHere(string name) => name.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    private static async Task<DnsAnswer> AskAsync(ResidencySubject subject, Finder finder, string name, string type, string label)
    {
        DnsAnswer answer = await subject.Dns.AskAsync(name, type, subject.Cancel);
        if (answer.Status == DnsStatus.Failed)
        {
            // What was not found out is not inside: another address of the host may stand elsewhere.
            finder.Open($"{label}: {answer.Lines().First()}");
        }

        return answer;
    }

    [GeneratedRegex(@"\bby ([A-Za-z0-9.\[\]:-]+\.[A-Za-z0-9.\[\]:-]+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex By();
}
