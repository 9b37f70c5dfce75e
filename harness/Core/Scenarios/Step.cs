using System.Text.Json.Serialization;

namespace Harness.Core.Scenarios;

/// <summary>
/// One move of a session: what the client does and, where the session goes on only after a certain answer, that answer.
/// A step whose answer is another one ends the session there, and that answer is the session's outcome.
/// </summary>
[JsonDerivedType(typeof(Say), "say")]
[JsonDerivedType(typeof(SendOctets), "send")]
[JsonDerivedType(typeof(SendMessage), "message")]
[JsonDerivedType(typeof(StartTls), "starttls")]
[JsonDerivedType(typeof(SayHello), "client-hello")]
[JsonDerivedType(typeof(HangUp), "hang-up")]
[JsonDerivedType(typeof(Hold), "hold")]
[JsonDerivedType(typeof(Deafen), "deaf")]
[JsonDerivedType(typeof(Flood), "flood")]
[JsonDerivedType(typeof(Authenticate), "auth")]
[JsonDerivedType(typeof(Submit), "submit")]
public abstract record Step
{
    /// <summary>The answer after which the session goes on; null: whatever comes, the session goes on.</summary>
    public ReplyPattern? Await { get; init; }
}

/// <summary>Sends one command line (placeholders filled, CRLF added) and reads one reply.</summary>
/// <param name="Line">The line without its CRLF. Placeholders stand in braces: <c>{recipient}</c>.</param>
public sealed record Say(string Line) : Step
{
    /// <summary>
    /// How often the line is said, each time after the answer to the time before; <c>{n}</c> in the line counts from 1.
    /// </summary>
    public int Times { get; init; } = 1;

    /// <summary>Whether each character, up to U+00FF, is one octet (ISO 8859-1) instead of UTF-8.</summary>
    public bool Latin1 { get; init; }
}

/// <summary>Sends octets exactly as they are and reads a reply.</summary>
/// <param name="Text">Text with placeholders, sent as UTF-8; no CRLF is added.</param>
/// <param name="Hex">Exact octets in hexadecimal, instead of <paramref name="Text"/>.</param>
/// <param name="Replies">How many replies to read after it; 0 sends on without waiting.</param>
public sealed record SendOctets(string? Text, string? Hex, int Replies) : Step
{
    /// <summary>Whether the octets are sent before the greeting is read (RFC 5321 §3.1: a client waits for it).</summary>
    public bool Early { get; init; }

    /// <summary>Whether each character of the text, up to U+00FF, is one octet (ISO 8859-1) instead of UTF-8.</summary>
    public bool Latin1 { get; init; }

    /// <summary>
    /// How long the client waits before it sends them, in milliseconds; 0: not at all. What was sent before has been read by then,
    /// and what the server says meanwhile is left for the readings that follow.
    /// </summary>
    public int After { get; init; }

    /// <summary>
    /// How long the client waits before each octet, in milliseconds; 0: they go out in one write. What has not gone out after
    /// <see cref="Hold.Most"/> seconds is not sent, and the session ends there.
    /// </summary>
    public int Pace { get; init; }
}

/// <summary>
/// Sends an ordinary RFC 5322 message with an identifier of its own, dot-stuffed, and the end of data.
/// </summary>
/// <param name="Subject">The Subject field.</param>
public sealed record SendMessage(string Subject) : Step
{
    /// <summary>Whether the message is made larger than the SIZE that the last EHLO reply announced (RFC 1870).</summary>
    public bool OverSize { get; init; }

    /// <summary>
    /// The whole message instead of the harness's own, with any line ends, its dots not stuffed; null: the harness writes it. For sessions that
    /// are made in C#: scenarios have no word for it.
    /// </summary>
    [JsonIgnore]
    public string? Content { get; init; }
}

/// <summary>Performs the TLS handshake on the connection, after the server's 220 to STARTTLS (RFC 3207).</summary>
public sealed record StartTls : Step;

/// <summary>
/// Sends a ClientHello of the harness's own, after the server's 220 to STARTTLS, reads what the server answers in clear, and gives
/// the handshake up. What came of it is the outcome of the session.
/// </summary>
/// <param name="Versions">The versions offered, as of <see cref="Smtp.Tls.ClientHello"/>, with placeholders.</param>
/// <param name="Suites">The suites offered, as of <see cref="Smtp.Tls.ClientHello"/>, with placeholders.</param>
/// <param name="Name">The server name to ask for, with placeholders; empty for none; null for the server's own.</param>
public sealed record SayHello(string Versions, string Suites, string? Name) : Step;

/// <summary>Closes the connection without QUIT, or only its own direction of it.</summary>
/// <param name="Half">
/// Whether the client goes on reading: a reply, or the end of the connection, is then waited for (a half-close, RFC 9293 §3.6).
/// </param>
public sealed record HangUp(bool Half) : Step;

/// <summary>Says nothing, and hears what comes.</summary>
/// <param name="Seconds">For how long; the server may end it before.</param>
public sealed record Hold(int Seconds) : Step
{
    /// <summary>How long a client is slow at the most, in seconds: a run waits for it.</summary>
    public const int Most = 25;
}

/// <summary>Says a line again and again and reads no answer, so that the server's own answers stand in its way.</summary>
/// <param name="Line">The line without its CRLF.</param>
/// <param name="Seconds">For how long; the server may end it before.</param>
public sealed record Deafen(string Line, int Seconds) : Step;

/// <summary>Opens many connections, says nothing on them, and closes them, as the whole session.</summary>
/// <param name="Connections">How many.</param>
/// <param name="Addresses">From how many clients of the attack's kind, one after the other.</param>
/// <param name="Seconds">
/// How long they are held at the most. They are let go as soon as each was answered and ordinary mail beside them is over.
/// </param>
public sealed record Flood(int Connections, int Addresses, int Seconds) : Step
{
    /// <summary>How many connections a flood has at the most.</summary>
    public const int MostConnections = 500;

    /// <summary>From how many addresses it comes at the most: a kind of client of the lab has sixteen, and ordinary mail needs some.</summary>
    public const int MostAddresses = 12;
}

/// <summary>Plays an AUTH exchange (RFC 4954 §4) to its end, or to the first answer that does not ask for more.</summary>
/// <param name="Mechanism">One of <see cref="Mechanisms"/>.</param>
/// <param name="User">The user to authenticate as.</param>
/// <param name="Password">The password to say.</param>
public sealed record Authenticate(string Mechanism, string User, string Password) : Step
{
    /// <summary>How often the exchange is played, each time after the end of the one before.</summary>
    public int Times { get; init; } = 1;

    /// <summary>PLAIN with its initial response (RFC 4616), and LOGIN, which asks twice (draft-murchison-sasl-login-00).</summary>
    public static IReadOnlyList<string> Mechanisms { get; } = ["plain", "login"];
}

/// <summary>Delivers one ordinary message with MailKit, the way a mail program does, as the whole session.</summary>
/// <param name="Sender">Envelope sender.</param>
/// <param name="Recipient">Envelope recipient.</param>
/// <param name="Tls"><c>never</c>, <c>offered</c> or <c>required</c>.</param>
/// <param name="User">The user to authenticate as, or null.</param>
public sealed record Submit(string Sender, string Recipient, string Tls, string? User) : Step
{
    /// <summary>That user's password, or null for one that is the user's name.</summary>
    public string? Password { get; init; }
}
