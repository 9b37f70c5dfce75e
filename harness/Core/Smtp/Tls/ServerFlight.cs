namespace Harness.Core.Smtp.Tls;

/// <summary>What a server says in clear after a ClientHello, message by message, in the order in which it may come (RFC 5246 §7.3).</summary>
internal sealed class ServerFlight(ClientHello offered)
{
    /// <summary>The most certificates of a chain that are kept.</summary>
    public const int MostCertificates = 16;

    private const byte Hello = 2, Certificate = 11, KeyExchange = 12, CertificateRequest = 13, Done = 14, CertificateStatus = 22;

    private static readonly byte[] _order = [Hello, Certificate, CertificateStatus, KeyExchange, CertificateRequest, Done];

    private readonly List<byte[]> _certificates = [];
    private int _next;

    /// <summary>The first message, once it was read.</summary>
    public ServerHello? Answer { get; private set; }

    /// <summary>The certificates in DER, the server's own first.</summary>
    public IReadOnlyList<byte[]> Certificates => _certificates;

    /// <summary>The group of the keys, where there is one.</summary>
    public AgreedGroup? Group { get; private set; }

    /// <summary>Whether a response about the certificate was stapled to it (RFC 6066 §8).</summary>
    public bool IsStapled { get; private set; }

    /// <summary>Whether everything that comes in clear has come.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Takes the next message.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    public string? Take(byte type, ReadOnlySpan<byte> body)
    {
        int place = Array.IndexOf(_order, type);
        if (place < _next || (_next == 0 && place > 0))
        {
            return $"a message of the type {type} where {(_next == 0 ? "a ServerHello" : "another")} was to come";
        }

        _next = place + 1;
        return type switch
        {
            Hello => TakeHello(body),
            Certificate => Read(TakeCertificates(body), "a chain of certificates"),
            CertificateStatus => Read(TakeStatus(body), "a status of the certificate"),
            KeyExchange => Read(TakeKeyExchange(body), "a key exchange"),
            Done => Read(IsWhole = body.IsEmpty, "an end of the hello"),
            _ => null,
        };
    }

    private static string? Read(bool isSound, string what) => isSound ? null : $"{what} that cannot be read";

    private string? TakeHello(ReadOnlySpan<byte> body)
    {
        if (ServerHello.Parse(body) is not { } answer)
        {
            return "a ServerHello that cannot be read";
        }

        // Below TLS 1.3 the newest version stands for all before it (RFC 5246 §E.1).
        bool wasOffered = answer.Version == TlsVersions.Tls13 ? offered.VersionCodes.Contains(TlsVersions.Tls13)
            : answer.Version >= 0x0300 && answer.Version <= Math.Min(offered.VersionCodes.Max(), TlsVersions.Tls12);
        if (!wasOffered)
        {
            return $"a choice of version {TlsVersions.Name(answer.Version)}, which was not offered";
        }

        if (!offered.SuiteCodes.Contains(answer.Suite))
        {
            return $"a choice of suite 0x{answer.Suite:X4}, which was not offered";
        }

        Answer = answer;
        Group = answer.Group is { } group ? AgreedGroup.OfCurve(group) : null;
        // What comes after it is encrypted.
        IsWhole = answer.Version == TlsVersions.Tls13;
        return null;
    }

    private bool TakeCertificates(ReadOnlySpan<byte> body)
    {
        var reader = new OctetReader(body);
        var list = new OctetReader(reader.Vector24());
        while (list.HasMore && _certificates.Count < MostCertificates)
        {
            _certificates.Add(list.Vector24().ToArray());
        }

        return reader.IsOver && list.IsOver;
    }

    private bool TakeStatus(ReadOnlySpan<byte> body)
    {
        var reader = new OctetReader(body);
        byte type = reader.U8();
        return IsStapled = type == 1 && !reader.Vector24().IsEmpty && reader.IsOver;
    }

    private bool TakeKeyExchange(ReadOnlySpan<byte> body)
    {
        string suite = ((System.Net.Security.TlsCipherSuite)Answer!.Suite).ToString();
        var reader = new OctetReader(body);
        if (suite.StartsWith("TLS_ECDH", StringComparison.Ordinal))
        {
            // RFC 8422 §5.4: 3 is a named curve; others have not been in use for years.
            byte kind = reader.U8();
            Group = kind == 3 ? AgreedGroup.OfCurve(reader.U16()) : new AgreedGroup("an unnamed curve", 0);
            return kind != 3 || (!reader.Vector8().IsEmpty && reader.IsSound);
        }

        if (suite.StartsWith("TLS_DH", StringComparison.Ordinal))
        {
            ReadOnlySpan<byte> prime = reader.Vector16();
            _ = reader.Vector16();
            _ = reader.Vector16();
            Group = AgreedGroup.OfPrime(prime);
        }

        return reader.IsSound;
    }
}
