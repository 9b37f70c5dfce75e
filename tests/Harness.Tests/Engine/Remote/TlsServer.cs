using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Harness.Tests.Engine.Hostile;
using Harness.Tests.Smtp;

namespace Harness.Tests.Engine.Remote;

/// <summary>A willing server that wants TLS first; keeps the names it was asked for.</summary>
internal sealed class TlsServer
{
    private const string Hello = "220 mail.tls.example ESMTP\r\n";

    /// <summary>The names of the handshakes so far (RFC 6066 §3).</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string> Names { get; } = [];

    /// <summary>What it shows.</summary>
    public X509Certificate2 Certificate { get; init; } = SelfSigned.Certificate;

    /// <summary>TLS from the first octet.</summary>
    public async Task ImplicitAsync(Stream stream, CancellationToken cancel)
        => await new Dialogue().ServeAsync(await SecureAsync(stream, cancel), cancel);

    /// <summary>Nothing but EHLO and STARTTLS in clear.</summary>
    public async Task StartTlsAsync(Stream stream, CancellationToken cancel)
    {
        bool upgraded = false;
        await new Dialogue((stage, line) => line switch
        {
            "" => Hello,
            "STARTTLS" => Upgrade(),
            _ when line.StartsWith("EHLO", StringComparison.Ordinal) => "250-mail.tls.example\r\n250 STARTTLS\r\n",
            "QUIT" => "221 bye\r\n",
            _ => "530 5.7.0 Must issue a STARTTLS command first\r\n",
        }).ServeAsync(new UntilUpgrade(stream, () => upgraded), cancel);
        if (upgraded)
        {
            Stream tls = await SecureAsync(stream, cancel);
            await new Dialogue((stage, line) => stage == Harness.Core.Smtp.Stage.Connect ? "" : Dialogue.Willing(stage, line)).ServeAsync(tls, cancel);
        }

        string Upgrade()
        {
            upgraded = true;
            return "220 go\r\n";
        }
    }

    private async Task<Stream> SecureAsync(Stream stream, CancellationToken cancel)
    {
        var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(
            new ServerOptionsSelectionCallback((_, hello, _, _) =>
            {
                Names.Enqueue(hello.ServerName);
                return ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificateContext = SslStreamCertificateContext.Create(Certificate, null, offline: true) });
            }),
            null,
            cancel);
        return tls;
    }

    /// <summary>Ends for its reader once the client is to begin its handshake.</summary>
    private sealed class UntilUpgrade(Stream inner, Func<bool> isOver) : MemoryStream
    {
        public override bool CanRead => true;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            => isOver() ? ValueTask.FromResult(0) : inner.ReadAsync(buffer, cancellationToken);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
            => inner.WriteAsync(buffer, cancellationToken);
    }
}
