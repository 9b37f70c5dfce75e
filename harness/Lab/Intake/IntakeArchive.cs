using System.Formats.Tar;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Harness.Core.Postfix.Intake;

namespace Harness.Lab.Intake;

/// <summary>A plan as an archive that <c>containers/mx/take</c> unpacks over the lab's root.</summary>
internal static class IntakeArchive
{
    private const string Configuration = "etc/postfix";

    // One key for all of a process: making it takes longer than all the rest.
    private static readonly Lazy<RSA> _key = new(() => RSA.Create(2048));

    /// <summary>The archive.</summary>
    public static byte[] Of(IntakePlan plan)
    {
        using var octets = new MemoryStream();
        using (var tar = new TarWriter(octets, TarEntryFormat.Pax, leaveOpen: true))
        {
            Write(tar, $"{Configuration}/main.cf", plan.MainCf);
            if (plan.MasterCf is { } master)
            {
                Write(tar, $"{Configuration}/master.cf", master);
            }

            Write(tar, "harness/master-lines", string.Concat(plan.MasterLines.Select(l => l + "\n")));
            foreach (IntakeFile file in plan.Files)
            {
                Write(tar, file);
            }
        }

        return octets.ToArray();
    }

    private static void Write(TarWriter tar, IntakeFile file)
    {
        string path = file.Path.TrimStart('/');
        switch (file)
        {
            case TextFile text:
                Write(tar, path, text.Text);
                break;
            case GivenFile given:
                tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, path) { LinkName = $"/{Configuration}/{given.Given}" });
                break;
            case MadeDirectory directory:
                tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, path + "/")
                {
                    Mode = directory.ForEverybody ? (UnixFileMode)0b1_111_111_111 : (UnixFileMode)0b111_101_101,
                    UserName = directory.ForEverybody ? "root" : "postfix",
                });
                break;
            case MadeCertificate certificate:
                Write(tar, path, Pem(certificate));
                break;
        }
    }

    private static void Write(TarWriter tar, string path, string text) => tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path)
    {
        Mode = (UnixFileMode)0b110_100_100,
        DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)),
    });

    private static string Pem(MadeCertificate made)
    {
        string key = made.WithKey ? _key.Value.ExportPkcs8PrivateKeyPem() + "\n" : "";
        if (!made.WithCertificate)
        {
            return key;
        }

        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(made.Name);
        var subject = new X500DistinguishedNameBuilder();
        // RFC 5280, appendix A: a common name has 64 characters at most.
        subject.AddCommonName(made.Name[..Math.Min(made.Name.Length, 64)]);
        var request = new CertificateRequest(subject.Build(), _key.Value, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
        {
            CertificateExtensions = { names.Build(), new X509BasicConstraintsExtension(true, false, 0, true) },
        };
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(365));
        return key + certificate.ExportCertificatePem() + "\n";
    }
}
