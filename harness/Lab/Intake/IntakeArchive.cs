using System.Formats.Tar;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Harness.Core.Postfix.Intake;

namespace Harness.Lab.Intake;

/// <summary>What goes into the container of the server under test; a plan's archive <c>containers/mx/take</c> unpacks over the lab's root.</summary>
internal static class IntakeArchive
{
    private const string Configuration = "etc/postfix";

    private const UnixFileMode Readable = (UnixFileMode)0b110_100_100;

    // One key for all of a process: making it takes longer than all the rest.
    private static readonly Lazy<RSA> _key = new(() => RSA.Create(2048));

    /// <summary>A configuration in one archive: the user's files in a folder of this name, and beside it the plan's archive, FOLDER.tar.</summary>
    /// <exception cref="ConfigurationRefusedException">A file of the user's may not be read.</exception>
    public static byte[] Of(ConfigurationFiles files, string folder) => Archive(tar =>
    {
        Write(tar, $"{folder}.tar", new MemoryStream(Of(files.Plan)), DateTimeOffset.UtcNow);
        if (files.Directory is null)
        {
            Write(tar, $"{folder}/main.cf", new MemoryStream(Encoding.UTF8.GetBytes(files.Text)), DateTimeOffset.UtcNow);
        }

        // With its time: a table that is newer than its compiled form is compiled anew.
        files.Take((relative, content, modified) => Write(tar, $"{folder}/{relative}", content, modified));
    });

    /// <summary>The plan's archive.</summary>
    public static byte[] Of(IntakePlan plan) => Archive(tar =>
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
    });

    private static byte[] Archive(Action<TarWriter> fill)
    {
        using var octets = new MemoryStream();
        using (var tar = new TarWriter(octets, TarEntryFormat.Pax, leaveOpen: true))
        {
            fill(tar);
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

    private static void Write(TarWriter tar, string path, Stream content, DateTimeOffset modified) => tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path)
    {
        Mode = Readable,
        ModificationTime = modified,
        DataStream = content,
    });

    private static void Write(TarWriter tar, string path, string text) => tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path)
    {
        Mode = Readable,
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
