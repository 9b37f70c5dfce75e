using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Harness.Tests.Smtp;

/// <summary>The certificate of every scripted server, made once a run.</summary>
internal static class SelfSigned
{
    public static readonly DateTimeOffset NotBefore = new(2024, 1, 2, 3, 4, 5, TimeSpan.Zero);
    public static readonly DateTimeOffset NotAfter = new(2034, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static readonly Lazy<X509Certificate2> Made = new(() =>
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Make(new CertificateRequest("CN=mx.example.org", key, HashAlgorithmName.SHA256));
    });

    public static X509Certificate2 Certificate => Made.Value;

    /// <summary>A certificate of an unknown issuer, with an address at which that is said to be had.</summary>
    public static X509Certificate2 Naming(Uri issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mx.example.org", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(null, [issuer.AbsoluteUri]));
        using X509Certificate2 certificate = request.Create(new X500DistinguishedName("CN=nobody"), X509SignatureGenerator.CreateForECDsa(key), NotBefore, NotAfter, [1]);
        return certificate.CopyWithPrivateKey(key);
    }

    public static X509Certificate2 Make(CertificateRequest request)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("mx.example.org");
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        names.AddDnsName("mail.example.org");
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(NotBefore, NotAfter);
    }
}
