using System.Collections.Immutable;
using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using Harness.Lab;

namespace Harness.Testing;

/// <summary>
/// A session with the server of a lab, put together command by command and played by <see cref="PlayAsync"/>. It does not
/// change: each method returns a session with one command more.
/// </summary>
/// <remarks>
/// A session goes on while the server accepts; the first command that it refuses is the last, and its answer the outcome.
/// Only <see cref="Say"/> and <see cref="Send"/> go on whatever is answered. At its end a session says QUIT by itself.
/// Texts are sent as they stand here: braces are no placeholders.
/// </remarks>
public sealed class SmtpSession
{
    private readonly ITarget _target;
    private readonly Client _client;
    private readonly ImmutableList<Step> _steps;

    internal SmtpSession(ITarget target, Client client) : this(target, client, [])
    {
    }

    private SmtpSession(ITarget target, Client client, ImmutableList<Step> steps) => (_target, _client, _steps) = (target, client, steps);

    /// <summary>Says HELO (RFC 5321 §4.1.1.1).</summary>
    /// <param name="name">The name; null: the client's own, which resolves to its address.</param>
    /// <exception cref="ArgumentException">It has a line end in it.</exception>
    public SmtpSession Helo(string? name = null) => Command(name is null ? "HELO {helo}" : $"HELO {Literal(name)}");

    /// <summary>Says EHLO (RFC 5321 §4.1.1.1).</summary>
    /// <param name="name">The name; null: the client's own, which resolves to its address.</param>
    /// <exception cref="ArgumentException">It has a line end in it.</exception>
    public SmtpSession Ehlo(string? name = null) => Command(name is null ? "EHLO {helo}" : $"EHLO {Literal(name)}");

    /// <summary>Says STARTTLS and makes the handshake (RFC 3207), with any certificate. EHLO has to be said anew after it.</summary>
    public SmtpSession StartTls() => Command("STARTTLS").Then(new StartTls());

    /// <summary>Logs in (RFC 4954).</summary>
    /// <param name="user">The account.</param>
    /// <param name="password">Its password; it is left out of the transcript.</param>
    /// <param name="mechanism"><c>plain</c> or <c>login</c>.</param>
    /// <exception cref="ArgumentException">There is no such mechanism here.</exception>
    public SmtpSession Auth(string user, string password, string mechanism = "plain")
        => Authenticate.Mechanisms.Contains(mechanism)
            ? Then(new Authenticate(mechanism, Escaped(user), Escaped(password)) { Await = ReplyPattern.Accepted })
            : throw new ArgumentException($"no mechanism {mechanism}: there are {string.Join(" and ", Authenticate.Mechanisms)}", nameof(mechanism));

    /// <summary>Names the envelope sender (RFC 5321 §4.1.1.2).</summary>
    /// <param name="address">The address without its brackets; empty for the null sender; null: an ordinary one in a foreign domain that resolves.</param>
    /// <param name="parameters">What follows the address, as in <c>SIZE=1000</c>; null for nothing.</param>
    /// <exception cref="ArgumentException">There is a line end in it.</exception>
    public SmtpSession MailFrom(string? address = null, string? parameters = null)
        => Command($"MAIL FROM:<{(address is null ? "{sender}" : Literal(address))}>{(parameters is null ? "" : $" {Literal(parameters)}")}");

    /// <summary>Names a recipient (RFC 5321 §4.1.1.3).</summary>
    /// <param name="address">The address without its brackets; null: a mailbox that the configuration has.</param>
    /// <exception cref="ArgumentException">There is a line end in it.</exception>
    public SmtpSession RcptTo(string? address = null) => Command($"RCPT TO:<{(address is null ? "{recipient}" : Literal(address))}>");

    /// <summary>Hands over an ordinary message that the harness writes: DATA, its header with Date, From, To and Message-ID, a short body.</summary>
    /// <param name="subject">Its Subject.</param>
    /// <exception cref="ArgumentException">There is a line end in it.</exception>
    public SmtpSession Message(string subject = "A message of the harness") => Handing(new SendMessage(Literal(subject)));

    /// <summary>Hands over a message of your own: DATA, then the text with CR LF for its line ends and its dots stuffed (RFC 5321 §4.5.2).</summary>
    /// <param name="message">Header, an empty line, body. It is sent as UTF-8.</param>
    public SmtpSession Data(string message) => Handing(new SendMessage("") { Content = message });

    /// <summary>Says a line, adds CR LF, reads one reply, and goes on whatever it is.</summary>
    /// <exception cref="ArgumentException">There is a line end in it.</exception>
    public SmtpSession Say(string line) => Then(new Say(Literal(line)));

    /// <summary>Sends octets as they are, and goes on whatever is answered.</summary>
    /// <param name="octets">Text, sent as UTF-8; nothing is added to it.</param>
    /// <param name="replies">How many replies to read after it.</param>
    public SmtpSession Send(string octets, int replies = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(replies);
        return Then(new SendOctets(Escaped(octets), null, replies));
    }

    /// <summary>Says QUIT. As the last command it need not be said, and its answer is not the outcome.</summary>
    public SmtpSession Quit() => Then(new Say("QUIT"));

    /// <summary>Plays the session and waits until the server has said in its log that it is over, and where its messages went.</summary>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="InvalidOperationException">The session has no command.</exception>
    /// <exception cref="LabException">The harness itself failed. Whatever the server does is an outcome.</exception>
    public async Task<SessionOutcome> PlayAsync(CancellationToken cancel = default)
    {
        // The player takes its leave with QUIT, and the answer before it stays what the server said to the session.
        Step[] steps = [.. _steps is [.., Say { Line: "QUIT" }] ? _steps.RemoveAt(_steps.Count - 1) : _steps];
        if (steps.Length == 0)
        {
            throw new InvalidOperationException("a session needs a command: begin with Helo or Ehlo");
        }

        Observation seen = await new SessionPlayer(_target, Deadlines.Default, TimeProvider.System).PlayAsync(
            new Attack
            {
                Id = "session",
                Claim = "a session of a test",
                Source = new Source(),
                From = _client.Kind,
                Steps = steps,
                Pass = [],
                Remedy = "",
            },
            control: false,
            cancel);
        return seen.Fault is { } fault
            ? throw new LabException($"a fault of the harness itself, please report it: {fault}")
            : new SessionOutcome(seen);
    }

    private SmtpSession Command(string line) => Then(new Say(line) { Await = ReplyPattern.Accepted });

    private SmtpSession Handing(SendMessage message)
        => Then(new Say("DATA") { Await = ReplyPattern.GoOn }).Then(message with { Await = ReplyPattern.Accepted });

    private SmtpSession Then(Step step) => new(_target, _client, _steps.Add(step));

    private static string Literal(string text) => text.AsSpan().IndexOfAny('\r', '\n') < 0
        ? Escaped(text)
        : throw new ArgumentException("a line end in a single line: use Send for octets as they are", nameof(text));

    private static string Escaped(string text)
        => text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
}
