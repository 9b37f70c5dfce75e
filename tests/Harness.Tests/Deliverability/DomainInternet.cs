using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Harness.Core.Dns.Lookup;

namespace Harness.Tests.Deliverability;

/// <summary>Every domain of <c>fixtures/domains</c> at once: a resolver, exchangers at addresses of 127.0.7.0/24, and web servers of policies.</summary>
internal sealed class DomainInternet : IAsyncDisposable
{
    private readonly CancellationTokenSource _disposal = new();
    private readonly TcpListener _exchangers = new(IPAddress.Any, 0);
    private readonly TcpListener _web = new(IPAddress.Any, 0);
    private readonly ZoneServer _dns;
    private readonly X509Certificate2 _stranger;
    private readonly X509Certificate2 _certificate;
    private static readonly DateTimeOffset _from = DateTimeOffset.UtcNow.AddDays(-1);
    private static readonly DateTimeOffset _to = DateTimeOffset.UtcNow.AddDays(30);

    public DomainInternet()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Authority = Signed("CN=Authority", key, authority: null, names: []);
        // One key for both: a TLSA record 3 1 1 fits whichever is shown.
        _stranger = Signed("CN=stranger", key, authority: null, names: ["mail.stranger.example"]);
        Variants = DomainVariant.All(_stranger.RawData);
        _certificate = Signed("CN=mail", key, Authority, [.. Variants.Select(v => $"*.{v.Domain}")]);
        Dictionary<string, ZoneInMemory> zones = Variants.ToDictionary(v => v.Domain, v => new ZoneInMemory(v.Records, v.Validated));
        var rest = new ZoneInMemory([.. Variants.SelectMany(v => v.Records)]);
        _dns = new ZoneServer((name, type) => (zones.FirstOrDefault(z => DnsNames.IsWithin(name, z.Key)).Value ?? rest).Answer(name, type));
        _exchangers.Start(64);
        _web.Start(64);
        _ = AcceptAsync(_exchangers, MailAsync);
        _ = AcceptAsync(_web, PolicyAsync);
    }

    public IReadOnlyList<DomainVariant> Variants { get; }

    public X509Certificate2 Authority { get; }

    public IPEndPoint Resolver => _dns.EndPoint;

    public int MxPort => ((IPEndPoint)_exchangers.LocalEndpoint).Port;

    public int PolicyPort => ((IPEndPoint)_web.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _disposal.CancelAsync();
        _exchangers.Stop();
        _web.Stop();
        _dns.Dispose();
        _disposal.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener, Func<DomainVariant, Stream, Task> serve)
    {
        while (!_disposal.IsCancellationRequested)
        {
            TcpClient client = await listener.AcceptTcpClientAsync(_disposal.Token);
            IPAddress address = ((IPEndPoint)client.Client.LocalEndPoint!).Address.MapToIPv4();
            _ = Variants.FirstOrDefault(v => v.Address.Equals(address)) is { } variant ? ServeAsync(client, variant, serve) : Task.Run(client.Dispose);
        }
    }

    private static async Task ServeAsync(TcpClient client, DomainVariant variant, Func<DomainVariant, Stream, Task> serve)
    {
        using (client)
        {
            try
            {
                await serve(variant, client.GetStream());
            }
            catch (Exception gone) when (gone is IOException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
            {
                // The client has what it wanted.
            }
        }
    }

    private async Task MailAsync(DomainVariant variant, Stream stream)
    {
        await SayAsync(stream, $"220 mail.{variant.Domain} ESMTP");
        while (await LineAsync(stream) is { } line)
        {
            string verb = line.Split(' ')[0].ToUpperInvariant();
            await SayAsync(stream, verb switch
            {
                "EHLO" => stream is SslStream || variant.Tls == "clear" ? "250 hello" : "250-hello\r\n250 STARTTLS",
                "STARTTLS" or "QUIT" => "220 go",
                "RCPT" when variant.Refuses is { } refused && line.Contains($"<{refused}@", StringComparison.Ordinal) => "550 5.1.1 User unknown",
                _ => "250 2.1.5 Ok",
            });
            if (verb == "STARTTLS")
            {
                var tls = new SslStream(stream);
                await tls.AuthenticateAsServerAsync(variant.Tls == "untrusted" ? _stranger : _certificate);
                stream = tls;
            }
        }
    }

    private async Task PolicyAsync(DomainVariant variant, Stream stream)
    {
        var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(_certificate);
        while (await LineAsync(tls) is { Length: > 0 })
        {
            // The request; there is one page.
        }

        string body = variant.Policy.ReplaceLineEndings("\r\n");
        await tls.WriteAsync(Encoding.ASCII.GetBytes(body.Length == 0
            ? "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            : $"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"));
    }

    private static Task SayAsync(Stream stream, string line) => stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n")).AsTask();

    private static async Task<string?> LineAsync(Stream stream)
    {
        var line = new StringBuilder();
        byte[] octet = new byte[1];
        while (await stream.ReadAsync(octet) == 1)
        {
            if (octet[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)octet[0]);
        }

        return null;
    }

    private static X509Certificate2 Signed(string subject, ECDsa key, X509Certificate2? authority, IReadOnlyList<string> names)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(names.Count == 0, false, 0, true));
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (string name in names)
        {
            alternatives.AddDnsName(name);
        }

        if (names.Count > 0)
        {
            request.CertificateExtensions.Add(alternatives.Build());
        }

        if (authority is null)
        {
            return request.CreateSelfSigned(_from, _to);
        }

        using X509Certificate2 bare = request.Create(authority, _from, _to, RandomNumberGenerator.GetBytes(8));
        return bare.CopyWithPrivateKey(key);
    }
}
