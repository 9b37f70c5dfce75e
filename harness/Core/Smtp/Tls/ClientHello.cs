using System.Security.Cryptography;
using System.Text;

namespace Harness.Core.Smtp.Tls;

/// <summary>
/// A ClientHello of the harness's own, for versions and suites that no library of today speaks (RFC 8446 §4.1.2, RFC 5246
/// §7.4.1.2). It is there to be answered; no handshake is ever finished after it.
/// </summary>
/// <param name="Versions">The versions offered: words of <see cref="TlsVersions.All"/>, a blank between them.</param>
/// <param name="Suites">The suites offered: <c>all</c>, words of <see cref="SuiteClasses.Words"/>, IANA's names; a blank between them.</param>
/// <param name="ServerName">The server name indication (RFC 6066 §3); empty for none.</param>
public sealed record ClientHello(string Versions, string Suites, string ServerName)
{
    // The generator of secp256r1 and the base point of x25519: a server accepts them, and nothing is ever decrypted.
    private static readonly byte[] _secp256r1 = Convert.FromHexString(
        "046B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C2964FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5");

    private static readonly byte[] _x25519 = [9, .. new byte[31]];

    // ECDSA, RSA and RSA-PSS with SHA-256, -384 and -512; Ed25519, Ed448; then SHA-224, SHA-1 and DSA for old servers.
    private static readonly ushort[] _signatures =
        [0x0403, 0x0503, 0x0603, 0x0804, 0x0805, 0x0806, 0x0809, 0x080A, 0x080B, 0x0401, 0x0501, 0x0601, 0x0807, 0x0808, 0x0303, 0x0301, 0x0203, 0x0201, 0x0402, 0x0202];

    /// <summary>What is wrong with words of versions or suites, with what to write instead; or null.</summary>
    public static string? Complaint(string versions, string suites)
    {
        string? version = Words(versions).FirstOrDefault(w => !TlsVersions.All.Contains(w));
        string? suite = Words(suites).FirstOrDefault(w => !SuiteClasses.IsWord(w));
        return Words(versions).Length == 0 ? "offers no version; write one or several of " + string.Join(", ", TlsVersions.All)
            : version is not null ? $"'{Visible.Escape(version)}' is no version of TLS; known are {string.Join(", ", TlsVersions.All)}"
            : Words(suites).Length == 0 ? "offers no suites; write all, or classes of them: " + string.Join(", ", SuiteClasses.Words)
            : suite is not null ? $"'{Visible.Escape(suite)}' is neither a suite nor a class of them; known are IANA's names, {SuiteClasses.All}, {string.Join(", ", SuiteClasses.Words)}"
            : new ClientHello(versions, suites, "").SuiteCodes.Count == 0 ? $"offers nothing; {versions} has no suites of the class {suites}"
            : null;
    }

    internal IReadOnlyList<ushort> VersionCodes => [.. Words(Versions).Select(TlsVersions.Code)];

    internal IReadOnlyList<ushort> SuiteCodes => SuiteClasses.Offered(Words(Suites), VersionCodes);

    /// <summary>What is offered, in one line of a transcript.</summary>
    public override string ToString()
        => $"ClientHello: {Versions}, suites {Suites}, {(ServerName.Length > 0 ? $"for {ServerName}" : "without a server name")}";

    /// <summary>The record that carries it.</summary>
    internal byte[] Octets()
    {
        ushort newest = VersionCodes.Max();
        ushort legacy = Math.Min(newest, TlsVersions.Tls12);
        bool isTls13 = newest == TlsVersions.Tls13;
        var hello = new OctetWriter();
        hello.U16(legacy).Raw(RandomNumberGenerator.GetBytes(32));
        // RFC 8446 §D.4: middleboxes want an identifier; to a server of before it would be the wish to resume.
        hello.Vector8(isTls13 ? RandomNumberGenerator.GetBytes(32) : []);
        // RFC 5746 §3.3: where there are no extensions, a suite says that renegotiation would be secure.
        hello.Vector16(OctetWriter.Of(newest == 0x0300 ? [.. SuiteCodes, 0x00FF] : [.. SuiteCodes]));
        // RFC 3749: DEFLATE is offered where that is allowed, to see whether somebody takes it (CVE-2012-4929).
        hello.Vector8(isTls13 ? [0] : [1, 0]);
        if (newest > 0x0300)
        {
            hello.Vector16(Padded(Extensions(newest), hello.Length + 6));
        }

        return new OctetWriter().Raw([22]).U16((ushort)(newest == 0x0300 ? 0x0300 : 0x0301)).Vector16(
            new OctetWriter().Raw([1]).Vector24(hello.ToArray()).ToArray()).ToArray();
    }

    private byte[] Extensions(ushort newest)
    {
        var all = new OctetWriter();
        if (ServerName.Length > 0)
        {
            byte[] name = Encoding.ASCII.GetBytes(ServerName);
            all.U16(0).Vector16(new OctetWriter().Vector16(new OctetWriter().Raw([0]).Vector16(name).ToArray()).ToArray());
        }

        // RFC 6066 §8: a response of the issuer about the certificate is welcome.
        all.U16(5).Vector16([1, 0, 0, 0, 0]);
        all.U16(10).Vector16(new OctetWriter().Vector16(OctetWriter.Of(AgreedGroup.Offered)).ToArray());
        all.U16(11).Vector16([1, 0]);
        all.U16(35).Vector16([]);
        all.U16(0xFF01).Vector16([0]);
        if (newest >= TlsVersions.Tls12)
        {
            all.U16(13).Vector16(new OctetWriter().Vector16(OctetWriter.Of(_signatures)).ToArray());
        }

        if (newest == TlsVersions.Tls13)
        {
            all.U16(43).Vector16(new OctetWriter().Vector8(OctetWriter.Of([.. VersionCodes.OrderDescending()])).ToArray());
            all.U16(45).Vector16([1, 1]);
            byte[] shares = new OctetWriter().U16(29).Vector16(_x25519).U16(23).Vector16(_secp256r1).ToArray();
            all.U16(51).Vector16(new OctetWriter().Vector16(shares).ToArray());
        }

        return all.ToArray();
    }

    // RFC 7685: there are servers that hang on a hello of 256 to 511 octets.
    private static byte[] Padded(byte[] extensions, int before)
    {
        int length = before + extensions.Length;
        return length is < 256 or > 511 ? extensions
            : [.. extensions, .. new OctetWriter().U16(21).Vector16(new byte[Math.Max(1, 512 - length - 4)]).ToArray()];
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
