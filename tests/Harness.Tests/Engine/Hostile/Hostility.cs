using Harness.Core.Smtp;

namespace Harness.Tests.Engine.Hostile;

/// <summary>One way in which a server can be a bad one.</summary>
/// <param name="Name">What it does.</param>
/// <param name="Serve">How it serves a client.</param>
/// <param name="Decides">Whether what it says can decide a claim: it does answer some commands, and clearly.</param>
/// <param name="Patient">Whether it answers at once, so that a busy machine must not be taken for its silence.</param>
internal sealed record Hostility(string Name, HostileServer.Serving Serve, bool Decides = false, bool Patient = false)
{
    private const int Much = 10 * 1024 * 1024;

    private static readonly byte[] ManyLines = Octets(string.Concat(Enumerable.Repeat("250-x\r\n", 100_000)));

    public static readonly Hostility[] All =
    [
        new("a banner of 10 MB in one line", BannerAsync("220 " + new string('x', Much))),
        new("a banner of 10 MB in lines", BannerAsync(string.Concat(Enumerable.Repeat($"220-{new string('x', 1000)}\r\n", Much / 1000)))),
        new("a byte at a time", DripAsync),
        new("a byte at a time after the greeting", (s, c) => AfterGreetingAsync(s, DripAsync, c)),
        new("silence", (s, c) => Task.Delay(Timeout.Infinite, c)),
        new("silence after the greeting", (s, c) => AfterGreetingAsync(s, (_, t) => Task.Delay(Timeout.Infinite, t), c)),
        new("closes at connect", Says((stage, line) => stage == Stage.Connect ? null : Dialogue.Willing(stage, line)), Patient: true),
        .. new[] { Stage.Helo, Stage.Mail, Stage.Rcpt, Stage.Data, Stage.EndOfData }.Select(s =>
            new Hostility($"closes at {s.ToWord()}", Says((stage, line) => stage == s ? null : Dialogue.Willing(stage, line)), Decides: true, Patient: true)),
        new("closes inside the greeting", (s, c) => HostileServer.SendAsync(s, "220-mx\r\n220", c), Patient: true),
        new("closes inside a reply", (s, c) => AfterGreetingAsync(s, AnswersHalfAsync, c), Patient: true),
        new("answers 999", Says((_, _) => "999 what now\r\n"), Patient: true),
        new("answers 999 after the greeting", Says((stage, line) => stage == Stage.Connect ? "220 mx\r\n" : "999 what now\r\n"), Patient: true),
        new("answers 000", Says((stage, line) => stage == Stage.Connect ? "220 mx\r\n" : "000 what now\r\n"), Patient: true),
        new("answers NULs", Says((stage, line) => stage == Stage.Connect ? "220 mx\r\n" : "\0\0\0\0\r\n"), Patient: true),
        new("NULs in replies", Decorated("\0\0\0"), Decides: true, Patient: true),
        new("escape sequences in replies", Decorated("\u001b[2J\u001b]0;x\u0007\u009b31m\u00e2\u0080\u00ae::error::x ##[error]"), Decides: true, Patient: true),
        new("100,000 continuation lines", (s, c) => AfterGreetingAsync(s, ManyLinesAsync, c)),
        new("garbage instead of TLS", GarbageInsteadOfTlsAsync, Decides: true, Patient: true),
        new("several replies at once", Says((stage, line) => stage == Stage.Connect ? "220 mx\r\n" : "250 ok\r\n250 ok\r\n250 ok\r\n"), Patient: true),
        new("all replies at once", Says((stage, line) => stage == Stage.Connect ? "220 mx\r\n250 mx\r\n250 ok\r\n250 ok\r\n354 go\r\n250 ok\r\n" : ""), Patient: true),
        new("354 to everything", Says((_, _) => "354 go on\r\n"), Patient: true),
        new("354 to everything after the greeting", Says((stage, line) => stage == Stage.Connect ? "220 mx\r\n" : "354 go on\r\n"), Decides: true, Patient: true),
        new("250 to everything", Says((_, _) => "250 ok\r\n"), Decides: true, Patient: true),
        new("550 to everything after the greeting", Says((stage, line) => stage == Stage.Connect ? "220 mx\r\n" : "550 no\r\n"), Decides: true, Patient: true),
    ];

    public override string ToString() => Name;

    private static HostileServer.Serving Says(Dialogue.Answer answer) => new Dialogue(answer).ServeAsync;

    // What a terminal would obey, in the text of replies that are sound otherwise.
    private static HostileServer.Serving Decorated(string text)
        => Says((stage, line) => Dialogue.Willing(stage, line)?.Replace("\r\n", $" {text}\r\n", StringComparison.Ordinal));

    private static byte[] Octets(string text) => System.Text.Encoding.Latin1.GetBytes(text);

    private static HostileServer.Serving BannerAsync(string text)
    {
        byte[] banner = Octets(text);
        return async (stream, cancel) =>
        {
            await stream.WriteAsync(banner, cancel);
            await Task.Delay(Timeout.Infinite, cancel);
        };
    }

    private static async Task ManyLinesAsync(Stream stream, CancellationToken cancel)
    {
        await stream.ReadAtLeastAsync(new byte[512], 5, throwOnEndOfStream: false, cancel);
        await stream.WriteAsync(ManyLines, cancel);
        await Task.Delay(Timeout.Infinite, cancel);
    }

    private static async Task AfterGreetingAsync(Stream stream, HostileServer.Serving then, CancellationToken cancel)
    {
        await HostileServer.SendAsync(stream, "220 mx\r\n", cancel);
        await then(stream, cancel);
    }

    private static async Task AnswersHalfAsync(Stream stream, CancellationToken cancel)
    {
        await stream.ReadExactlyAsync(new byte[5], cancel);
        await HostileServer.SendAsync(stream, "250-mx\r\n250", cancel);
    }

    private static async Task DripAsync(Stream stream, CancellationToken cancel)
    {
        foreach (char c in string.Concat(Enumerable.Repeat("250-still here\r\n", 1000)))
        {
            await HostileServer.SendAsync(stream, $"{c}", cancel);
            await Task.Delay(5, cancel);
        }
    }

    private static Task GarbageInsteadOfTlsAsync(Stream stream, CancellationToken cancel) => new Dialogue((stage, line) => stage == Stage.Helo
        ? "250-mx\r\n250 STARTTLS\r\n"
        : line == "STARTTLS" ? "220 go\r\n\u0016\u0003\u0001\u00ff\u00ffgarbage" + new string('x', 20000) : Dialogue.Willing(stage, line)).ServeAsync(stream, cancel);
}
