using System.Net;
using System.Text.Json.Nodes;
using Harness.Core.Deliverability;
using Harness.Core.Dns;
using Harness.Core.Dns.Lookup;
using Harness.Core.Dns.Policies;
using Harness.Tests.Scenarios;

namespace Harness.Tests.Deliverability;

/// <summary>A domain of <c>fixtures/domains</c> with its own name and address.</summary>
internal sealed record DomainVariant(string Name, IPAddress Address, DomainSubject Subject, IReadOnlyList<DnsRecord> Records, string Policy, string Tls, bool Validated, string? Refuses)
{
    /// <summary>The claims that must fail.</summary>
    public IReadOnlyList<string> Fails { get; init; } = [];

    /// <summary>The claims that must stay open.</summary>
    public IReadOnlyList<string> Open { get; init; } = [];

    public string Domain => Subject.Name;

    public override string ToString() => Name;

    /// <summary>The domain with every record right, then those with one wrong.</summary>
    /// <param name="certificate">The certificate that all of them show, in DER.</param>
    public static IReadOnlyList<DomainVariant> All(byte[] certificate)
    {
        string folder = Path.Combine(Checkout.Root, "fixtures", "domains");
        JsonNode right = JsonNode.Parse(YamlAsJson.Convert(File.ReadAllText(Path.Combine(folder, "right.yaml"))))!;
        JsonObject wrong = JsonNode.Parse(YamlAsJson.Convert(File.ReadAllText(Path.Combine(folder, "wrong.yaml"))))!.AsObject();
        return [Of("right", right, new JsonObject(), 1, certificate), .. wrong.Select((w, at) => Of(w.Key, right, w.Value!, at + 2, certificate))];
    }

    private static DomainVariant Of(string name, JsonNode right, JsonNode change, int number, byte[] certificate)
    {
        string domain = $"{name}.example";
        var address = IPAddress.Parse($"127.0.7.{number}");
        string Fill(string text) => text.Replace("{d}", domain).Replace("{a}", $"{address}").Replace("{r}", DnsNames.Reverse(address))
            .Replace("{b}", DnsList.QueryName(address, "").TrimEnd('.')).Replace("{dashes}", $"{address}".Replace('.', '-'))
            .Replace("{tlsa}", TlsaData.Of(certificate, 3, 1, 1).Data);
        string[] without = [.. Texts(change["without"]).Select(Fill)];
        DnsRecord[] records = [.. Texts(right["records"]).Select(Fill).Where(r => !without.Any(w => r.StartsWith(w + " ", StringComparison.Ordinal)))
            .Concat(Texts(change["with"]).Select(Fill)).Select(r => r.Split(' ', 3)).Select(p => new DnsRecord(p[0], p[1], p[2]))];
        string Text(string key) => Fill((string?)(change[key] ?? right[key]) ?? "");
        return new DomainVariant(
            name, address, new DomainSubject(domain, [address], Text("name"), [.. Texts(right["selectors"])]), records, Text("policy"),
            (string?)change["tls"] ?? "", (bool?)change["validated"] ?? true, (string?)change["refuses"])
        {
            Fails = [.. Texts(change["fails"])],
            Open = [.. Texts(change["open"])],
        };
    }

    private static IEnumerable<string> Texts(JsonNode? list) => (list as JsonArray ?? []).Select(t => (string)t!);
}
