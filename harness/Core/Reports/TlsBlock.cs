using Harness.Core.Evidence;
using Harness.Core.Smtp.Tls;

namespace Harness.Core.Reports;

/// <summary>What the run found out about the server's TLS, a line a fact.</summary>
internal static class TlsBlock
{
    private const int MostCertificates = 3;

    /// <summary>The lines; none where the run asked nothing of it.</summary>
    public static IEnumerable<Fact> Of(RunRecord run)
    {
        if (TlsFacts.Of(run) is not { } facts)
        {
            yield break;
        }

        foreach (Fact both in new[] { Both("versions", facts.Versions, facts.RefusedVersions), Both("suites", facts.Suites, facts.RefusedSuites) }.OfType<Fact>())
        {
            yield return both;
        }

        if (facts.Groups.Count > 0)
            yield return new("keys in", Listed(facts.Groups));
        foreach (IReadOnlyList<PresentedCertificate> chain in facts.Certificates.Take(MostCertificates))
        {
            foreach (Fact fact in OfChain(chain))
                yield return fact;
        }

        if (facts.Certificates.Count > MostCertificates)
            yield return new("", $"… and {Words.Count(facts.Certificates.Count - MostCertificates, "other certificate")}");
        if (facts.Resumption is { } ways)
            yield return new("resumption", ways.Count == 0 ? "not offered" : $"offered, by {string.Join(" and ", ways)}");
        if (facts.Stapled is { } stapled)
            yield return new("stapling", stapled ? "a response of the issuer comes with the certificate" : "none");
    }

    private static IEnumerable<Fact> OfChain(IReadOnlyList<PresentedCertificate> chain)
    {
        PresentedCertificate own = chain[0];
        string issuer = own.IsSelfIssued ? "self-signed" : $"issued by {own.Issuer}{(chain.Count > 1 ? $", {Words.Count(chain.Count - 1, "issuer")} shown" : ", which is not shown")}";
        yield return new("certificate", Shown.Of($"{own.Subject}, {issuer}"));
        yield return new("", Shown.Of(own.Names.Count == 0 ? "for no DNS name" : $"for {string.Join(", ", own.Names)}", 200));
        yield return new("", Shown.Of($"valid {own.NotBefore:yyyy-MM-dd} to {own.NotAfter:yyyy-MM-dd}; {own.KeyType} {own.KeyBits}{(own.SignedWith.Length > 0 ? $"; signature {own.SignedWith}" : "")}", 200));
        yield return new("SHA-256", Shown.Of(own.Sha256, 64));
    }

    private static Fact? Both(string label, IReadOnlyList<string> taken, IReadOnlyList<string> refused)
        => taken.Count + refused.Count == 0 ? null
        : new Fact(label, $"{(taken.Count == 0 ? "none" : Listed(taken))}{(refused.Count == 0 ? "" : $"; refused: {Listed(refused)}")}");

    private static string Listed(IReadOnlyList<string> words) => Shown.Of(string.Join(", ", words), 300);
}
