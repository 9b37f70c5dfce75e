using System.Net;
using System.Net.Security;
using System.Text;
using Harness.Core.Smtp;
using Harness.Lab.Clients;

namespace Harness.Lab.Tests;

/// <summary>A session by hand: it says a line and reads a reply, as a person at telnet would.</summary>
internal sealed class HandSession : IDisposable
{
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(30);

    private readonly Stream _stream;
    private readonly StreamReader _reader;

    private HandSession(Stream stream) => (_stream, _reader) = (stream, new StreamReader(stream, Encoding.Latin1));

    /// <summary>Connects and does not wait for the banner.</summary>
    public static async Task<HandSession> OpenAsync(IPEndPoint server) => new(await Tcp.OpenAsync(server, default));

    /// <summary>Connects and reads the banner.</summary>
    public static async Task<HandSession> ToAsync(IPEndPoint server) => await GreetedAsync(await OpenAsync(server));

    /// <summary>Connects through a door of the lab and reads the banner.</summary>
    public static async Task<HandSession> ThroughAsync(SocksDoor door, string address)
    {
        HandSession session = await OpenAsync(door.EndPoint);
        (await Socks5.ConnectAsync(session._stream, address, 25, default)).Detail.Should().BeNull();
        return await GreetedAsync(session);
    }

    /// <summary>Says EHLO.</summary>
    /// <returns>The whole reply.</returns>
    public async Task<string> IntroduceAsync()
    {
        string reply = await SayAsync("EHLO client.example");
        reply.Should().StartWith("250");
        return reply;
    }

    /// <summary>Introduces itself and gets as far as one recipient.</summary>
    public async Task<string> RecipientAsync(string recipient)
    {
        await IntroduceAsync();
        (await SayAsync("MAIL FROM:<someone@sender.example>")).Should().StartWith("250");
        return await SayAsync($"RCPT TO:<{recipient}>");
    }

    /// <summary>Hands one small message over, and says goodbye.</summary>
    public async Task DeliverAsync(string sender, string recipient)
    {
        (await SayAsync($"MAIL FROM:<{sender}>")).Should().StartWith("250");
        (await SayAsync($"RCPT TO:<{recipient}>")).Should().StartWith("250");
        (await SayAsync("DATA")).Should().StartWith("354");
        (await SayAsync($"From: <{sender}>\r\nTo: <{recipient}>\r\nSubject: by hand\r\n\r\nHello.\r\n.")).Should().StartWith("250");
        (await SayAsync("QUIT")).Should().StartWith("221");
    }

    /// <summary>Says a line.</summary>
    /// <returns>The reply, its lines with LF between them.</returns>
    public async Task<string> SayAsync(string line)
    {
        await _stream.WriteAsync(Encoding.Latin1.GetBytes(line + "\r\n"));
        return await ReplyAsync();
    }

    /// <summary>Reads one reply.</summary>
    public async Task<string> ReplyAsync()
    {
        var lines = new List<string>();
        using var deadline = new CancellationTokenSource(_deadline);
        do
        {
            lines.Add(await _reader.ReadLineAsync(deadline.Token) ?? throw new EndOfStreamException($"closed after {string.Join('\n', lines)}"));
        }
        while (lines[^1].Length > 3 && lines[^1][3] == '-');
        return string.Join('\n', lines);
    }

    /// <summary>The TLS handshake, with any certificate.</summary>
    public async Task HandshakeAsync()
    {
        await using var tls = new SslStream(_stream, leaveInnerStreamOpen: true, (_, _, _, _) => true);
        await tls.AuthenticateAsClientAsync("mail.yourdomain.no");
        _ = await tls.ReadAsync(new byte[1]);
    }

    /// <summary>The TLS handshake, with any certificate.</summary>
    /// <returns>The session inside, which has read nothing of what was said in clear.</returns>
    public async Task<HandSession> SecureAsync()
    {
        var tls = new SslStream(_stream, leaveInnerStreamOpen: true, (_, _, _, _) => true);
        await tls.AuthenticateAsClientAsync("mx.tls.example");
        return new HandSession(tls);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _stream.Dispose();
    }

    private static async Task<HandSession> GreetedAsync(HandSession session)
    {
        (await session.ReplyAsync()).Should().StartWith("220");
        return session;
    }
}
