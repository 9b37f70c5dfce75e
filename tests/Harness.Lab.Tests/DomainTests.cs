using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Harness.Core.Deliverability;
using Harness.Core.Dns.Lookup;
using Harness.Core.Evidence;
using Harness.Core.Verdicts;
using Harness.Tests.Deliverability;

namespace Harness.Lab.Tests;

/// <summary>Domains with one record wrong each, asked of a real resolver: the lab's unbound with all of them at once.</summary>
public class DomainTests
{
    private const int LongestString = 255;

    [Test]
    public async Task Each_wrong_record_turns_its_own_claim_red_through_unbound()
    {
        X509Certificate2 certificate = SelfSigned();
        // unbound follows no alias among its local data.
        DomainVariant[] variants = [.. DomainVariant.All(certificate.RawData).Where(v => v.Records.All(r => r.Type != "CNAME"))];
        await LoadAsync(variants.SelectMany(v => v.Records));
        var resolver = new ResolverLookup(SharedLab.Lab.Resolver, tcpOnly: true);
        await Parallel.ForEachAsync(variants, TestContext.CurrentContext.CancellationToken, async (variant, cancel) =>
        {
            IReadOnlyList<Observation> seen = await DomainExamination.PlayAsync(
                DomainClaims.All, new Sources(variant.Subject, resolver, new Showing(variant, certificate), new Serving(variant), null), null, cancel);
            seen.Where(o => o.Fault is not null).Should().BeEmpty();
            seen.Where(o => o.Examined!.Holding == Holding.Broken).Select(o => o.Attack["domain/".Length..]).Should().Equal(variant.Fails, variant.Name);
            // The lab's resolver validates nothing.
            seen.Where(o => o.Examined!.Holding == Holding.Open).Select(o => o.Attack["domain/".Length..]).Where(a => a != "dane/validated").Should().Equal(variant.Open.Where(a => a != "dane/validated"), variant.Name);
        });
    }

    [Test]
    public async Task Mail_of_the_domain_is_looked_at_where_it_arrives()
    {
        Judgement judgement = await Fixtures.CertifyAsync(SharedLab.Target, [DomainClaims.Sent]);
        judgement.Findings.Should().ContainSingle().Which.Verdict.Should().Be(Verdict.Pass);
        var subject = new DomainSubject("yourdomain.no", [IPAddress.Parse("203.0.113.10")], "mail.yourdomain.no", []);
        var resolver = new ResolverLookup(SharedLab.Lab.Resolver, tcpOnly: true);
        IReadOnlyList<Observation> seen = await DomainExamination.PlayAsync(
            [.. DomainClaims.All.Where(c => c.Attack.Id.StartsWith("domain/arrival/", StringComparison.Ordinal))],
            new Sources(subject, resolver, null, new Serving(null), [.. judgement.Record.Observations.SelectMany(o => o.Arrivals ?? [])]), null, default);
        // The guide's configuration encrypts nothing that goes out, and signs nothing.
        seen.ToDictionary(o => o.Attack["domain/arrival/".Length..], o => o.Examined!.Holding).Should().Equal(new Dictionary<string, Holding>
        {
            ["received"] = Holding.Holds,
            ["helo"] = Holding.Holds,
            ["encrypted"] = Holding.Broken,
            ["complete"] = Holding.Holds,
            ["dkim"] = Holding.Broken,
            ["aligned"] = Holding.Broken,
        });
    }

    private static async Task LoadAsync(IEnumerable<DnsRecord> records)
    {
        string data = string.Concat(records.Select(r => $"{r.Name}. 60 IN {r.Type} {Spelt(r)}\n"));
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.ASCII.GetBytes(data));
        }

        await SharedLab.Lab.Containers.RunAsync("internet", ["bash", "-c", $"base64 -d <<<{Convert.ToBase64String(packed.ToArray())} | gunzip | unbound-control local_datas"], default);
    }

    private static string Spelt(DnsRecord record) => record.Type switch
    {
        "TXT" => string.Join(' ', record.Data.Chunk(LongestString).Select(c => $"\"{new string(c)}\"")),
        "A" or "AAAA" or "TLSA" => record.Data,
        _ => record.Data.TrimEnd('.') + ".",
    };

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=mail", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private sealed class Showing(DomainVariant variant, X509Certificate2 certificate) : IExchangers
    {
        public Task<ExchangerSeen> SeeAsync(string host, IPAddress address, IReadOnlyList<string> recipients, CancellationToken cancel)
            => Task.FromResult(new ExchangerSeen(
                host, address, null, variant.Tls != "clear", variant.Tls == "clear" ? [] : [certificate.RawData], variant.Tls == "untrusted" ? "of no authority" : null,
                recipients.ToDictionary(r => r, r => r.Split('@')[0] == variant.Refuses ? "550 5.1.1 User unknown" : "250 2.1.5 Ok")));
    }

    private sealed class Serving(DomainVariant? variant) : IPolicyFiles
    {
        public Task<PolicyFile> FetchAsync(string domain, CancellationToken cancel)
            => Task.FromResult(variant is { Policy.Length: > 0 } ? new PolicyFile(variant.Policy, null) : new PolicyFile(null, "404"));
    }
}
