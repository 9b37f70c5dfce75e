using Harness.Core.Scenarios;

namespace Harness.Core.Catalogue.Relay;

/// <summary>What an attacker does before the transaction, in the hope that more is granted after it.</summary>
/// <param name="Name">A level of the ids.</param>
/// <param name="What">What the client did, as the continuation of "an outside client …".</param>
/// <param name="Opening">The steps before MAIL.</param>
internal sealed record Circumstance(string Name, string What, IReadOnlyList<Step> Opening)
{
    private static readonly Say _ehlo = Say("EHLO {helo}", "2xx");

    /// <summary>The kind of client.</summary>
    public string From { get; init; } = "outsider";

    /// <summary>Whether ordinary mail is taken in this circumstance by every sound server, so that a control can show it.</summary>
    public bool IsOrdinary { get; init; }

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Circumstance> All =
    [
        new("plain", "that says nothing special", [_ehlo]) { IsOrdinary = true },
        new("helo-ours", "that introduces itself with our own host name", [Say("EHLO {mx}")]),
        new("helo-localhost", "that introduces itself as localhost", [Say("EHLO localhost")]),
        new("helo-loopback", "that introduces itself as [127.0.0.1]", [Say("EHLO [127.0.0.1]")]),
        new("failed-auth", "that failed to authenticate", [_ehlo, Say("AUTH PLAIN AG5vYm9keQB3cm9uZw==")]),
        new("starttls", "that encrypts", [_ehlo, Say("STARTTLS", "220"), new StartTls(), _ehlo]) { IsOrdinary = true },
        new("ipv6", "that comes over IPv6", [_ehlo]) { From = "ipv6", IsOrdinary = true },
        new("second", "that has sent us a good message in the same session",
            [_ehlo, Say("MAIL FROM:<{sender}>", "250"), Say("RCPT TO:<{recipient}>", "250"), Say("DATA", "354"), new SendMessage("First") { Await = Pattern("250") }])
        {
            IsOrdinary = true,
        },
        new("xclient", "that claims another address with XCLIENT", [_ehlo, Say("XCLIENT ADDR=127.0.0.1 NAME=localhost")]),
        new("xforward", "that claims to forward for another address with XFORWARD", [_ehlo, Say("XFORWARD ADDR=127.0.0.1 NAME=localhost SOURCE=LOCAL")]),
        new("proxy", "that claims another address with a PROXY line", [Say("PROXY TCP4 127.0.0.1 127.0.0.1 40000 25"), _ehlo]),
    ];

    /// <summary>A pattern that is known to be one.</summary>
    public static ReplyPattern Pattern(string text)
        => ReplyPattern.TryParse(text, out ReplyPattern? pattern) ? pattern! : throw new ArgumentException($"{text} is no reply pattern", nameof(text));

    private static Say Say(string line, string? awaited = null) => new(line) { Await = awaited is null ? null : Pattern(awaited) };
}
