using CsCheck;

namespace Harness.Core.Fuzz.Generation;

/// <summary>Messages with odd line ends, and with what some server takes for their end. Each ends, once, as RFC 5321 §4.1.1.4 says.</summary>
internal static class Contents
{
    private static readonly Gen<string> _line = Gen.Frequency(
        (8, Octets.Visible), (2, Octets.Any), (1, Gen.Const("")), (1, Gen.Const("..")), (1, Gen.Const("..x")), (1, Octets.Long), (1, Octets.Long.Select(l => l + ".")), (1, Gen.Const("From x")), (1, Gen.Const(".x")), (1, Gen.Const("\0")));

    private static readonly Gen<string> _before = Gen.OneOf("\r\n", "\n", "\r", "\r\r\n", "\n\n", "\r\0\n", "\n\r", "\r\n\0", "\r\n ", "", "\n\0");

    private static readonly Gen<string> _after = Gen.OneOf("\r\n", "\n", "\r", "\r\r\n", "\n\n", "\r\0\n", "\0\r\n", " \r\n", "\n\r", "\r.\r\n");

    private static Gen<string> Smuggled(int number) => Gen.Frequency(
        (4, Gen.Const($"MAIL FROM:<{MessageToken.Of(number)}.s.{{sender}}>\r\nRCPT TO:<{{recipient}}>\r\nDATA\r\nSubject: {MessageToken.Of(number)} smuggled\r\n\r\nsecond\r\n")),
        (1, Gen.Const($"MAIL FROM:<{MessageToken.Of(number)}.s.{{sender}}>\nRCPT TO:<postmaster>\nDATA\nSubject: {MessageToken.Of(number)} smuggled\n\nsecond\n")),
        (1, Gen.Const($"RSET\r\nMAIL FROM:<{MessageToken.Of(number)}.s.{{sender}}>\r\nRCPT TO:<postmaster>\r\nBDAT 6 LAST\r\nsecond")),
        (1, Gen.Const("NOOP\r\n")), (1, Gen.Const("RSET\r\n")), (1, Gen.Const("")));

    private static Gen<string> Body(int number) => Gen.Frequency(
        (3, Gen.Select(_line, Octets.LineEnd).Select((l, e) => l + e).Array[0, 6].Select(string.Concat)),
        (2, _line.Array[0, 6].Select(l => string.Concat(l.Select(x => x + "\r\n")))),
        (4, Gen.Select(_line, _before, _after, Smuggled(number)).Select((l, b, a, s) => $"{l}{b}.{a}{s}")));

    private static Gen<string> Start(int number) => Gen.Frequency(
        (8, Gen.Const($"Subject: {MessageToken.Of(number)}\r\n\r\n")), (1, Gen.Const($"Subject: {MessageToken.Of(number)}\n\n")), (1, Gen.Const("")), (1, Gen.Const("\r\n")), (1, Gen.Const("Received: x\r\n")), (1, Octets.Any.Select(o => $"{o}: x\r\n")));

    /// <summary>A message with its end.</summary>
    public static Gen<string> Whole(int number) => Gen.Select(Start(number), Body(number)).Select((start, body) => Ended(number, start + body));

    /// <summary>A message that nothing is odd about, with its end.</summary>
    public static string Usual(int number) => Ended(number, $"Subject: {MessageToken.Of(number)}\r\n\r\nAn ordinary message.");

    /// <summary>A message whose client is gone before its end.</summary>
    public static Gen<string> Unfinished(int number) => Gen.Select(Start(number), Body(number), Gen.OneOf("", "\r\n", "\r\n.", "\r\n.\r", "."))
        .Select((start, body, last) => Unended(start + body) + last);

    /// <summary>The content of a chunk: whatever it is, its length says where it ends. It has no placeholders, since they make it longer.</summary>
    public static Gen<string> Chunk(int number) => Gen.Select(_before, _after, Octets.Any).Select((b, a, o) => $"Subject: {MessageToken.Of(number)}\r\n\r\n{o}{b}.{a}MAIL FROM:<>\r\n{o}\r\n{MessageToken.LastLine(number)}\r\n");

    private static string Ended(int number, string text) => $"{Unended(text)}\r\n{MessageToken.LastLine(number)}\r\n.\r\n";

    // What a strict server takes for the end is not to come before it; one more dot makes it a line of the message.
    private static string Unended(string text)
    {
        while ($"\r\n{text}\r\n".IndexOf("\r\n.\r\n", StringComparison.Ordinal) is var at and >= 0)
        {
            text = text.Insert(at, ".");
        }

        return text;
    }
}
