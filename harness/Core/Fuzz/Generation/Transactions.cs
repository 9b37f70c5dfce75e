using CsCheck;

namespace Harness.Core.Fuzz.Generation;

/// <summary>The transactions of a run: the same seed and number give the same transaction, whatever the server is.</summary>
public static class Transactions
{
    private static readonly (int Weight, string Kind, Func<int, Gen<FuzzWrite[]>> Writes, Leaving Leaving)[] _kinds =
    [
        (2, "ordinary", Ordinary, Leaving.Stays),
        (4, "dialogue", Dialogue, Leaving.Stays),
        (6, "address", Addressed, Leaving.Stays),
        (6, "end-of-data", EndOfData, Leaving.Stays),
        (3, "pipelined", Pipelined, Leaving.Stays),
        (3, "chunks", Chunks, Leaving.Stays),
        (1, "hello", Introduced, Leaving.Stays),
        (3, "one-write", OneWrite, Leaving.ByHalf),
        (1, "line-ends", LineEnds, Leaving.ByHalf),
        (1, "unfinished", Unfinished, Leaving.AtOnce),
    ];

    private static readonly int[] _byWeight = [.. _kinds.SelectMany((k, i) => Enumerable.Repeat(i, k.Weight))];

    /// <summary>The kinds there are.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. _kinds.Select(k => k.Kind)];

    /// <summary>The transaction with a number.</summary>
    public static FuzzTransaction Number(int number, ulong seed)
    {
        var random = new PCG((uint)number, seed);
        (_, string kind, Func<int, Gen<FuzzWrite[]>> writes, Leaving leaving) = _kinds[Gen.OneOf(_byWeight).Generate(random, null, out _)];
        return new FuzzTransaction(number, kind, writes(number).Generate(random, null, out _), leaving);
    }

    private static FuzzWrite Command(string line) => new(line + "\r\n", 1);

    private static FuzzWrite Content(string text) => new(text, 1, AfterGoAhead: true);

    private static FuzzWrite[] Envelope(int number) => [Command($"MAIL FROM:{Addresses.Usual(number)}"), Command("RCPT TO:<{recipient}>"), Command("DATA")];

    private static Gen<FuzzWrite[]> Ordinary(int number)
        => Gen.Const<FuzzWrite[]>([.. Envelope(number), Content(Contents.Usual(number))]);

    private static Gen<FuzzWrite[]> EndOfData(int number) => Contents.Whole(number).Select(c => (FuzzWrite[])[.. Envelope(number), Content(c)]);

    private static Gen<FuzzWrite[]> Addressed(int number) => Gen.Select(Commands.Mail(number), Commands.Recipient.Array[1, 4])
        .Select((mail, recipients) => (FuzzWrite[])[Command(mail), .. recipients.Select(Command), Command("DATA"), Content(Contents.Usual(number))]);

    private static Gen<FuzzWrite[]> Dialogue(int number) => Gen.Select(Commands.Any(number).Array[1, 7], Gen.Bool, Gen.Int[0, 7]).Select((commands, data, where) =>
    {
        FuzzWrite[] said = [.. commands.Select(Command)];
        where = Math.Min(where, said.Length);
        return (FuzzWrite[])[.. said[..where], .. data ? new[] { Command("DATA"), Content(Contents.Usual(number)) } : [], .. said[where..]];
    });

    private static Gen<FuzzWrite[]> Introduced(int number) => Commands.Hello.Select(hello => (FuzzWrite[])[Command(hello), .. Envelope(number), Content(Contents.Usual(number)), Command("EHLO {helo}")]);

    // RFC 2920 §3.1: DATA is the last of its write.
    private static Gen<FuzzWrite[]> Pipelined(int number) => Gen.Select(Commands.Any(number).Array[0, 3], Contents.Whole(number)).Select((more, content) => (FuzzWrite[])
        [new($"{string.Concat(more.Where(IsQuick).Select(m => m + "\r\n"))}RSET\r\n{string.Concat(Envelope(number).Select(w => w.Text))}", more.Count(IsQuick) + 4), Content(content)]);

    // What need not come last in a write.
    private static bool IsQuick(string command) => command.Length > 4 && command[..4] is "MAIL" or "RCPT" or "NOOP" or "RSET";

    private static Gen<FuzzWrite[]> Chunks(int number) => Gen.Select(Contents.Chunk(number), Gen.Int[0, 400], Gen.OneOf("", "", "", "DATA", "RSET", "NOOP"), Gen.OneOf("LAST", "LAST", "last", "LAST x", "LA", "")).Select((content, cut, between, last) =>
    {
        cut = Math.Min(cut, content.Length);
        FuzzWrite[] middle = between.Length == 0 ? [] : between == "DATA" ? [Command("DATA"), Content(Contents.Usual(number))] : [Command(between)];
        return (FuzzWrite[])[.. Envelope(number)[..2], Chunk(content[..cut], ""), .. middle, Chunk(content[cut..], $" {last}".TrimEnd())];
    });

    private static FuzzWrite Chunk(string content, string last) => new($"BDAT {content.Length}{last}\r\n{content}", 1);

    // A server that refuses DATA reads the message as commands, and is right to.
    private static Gen<FuzzWrite[]> OneWrite(int number) => Gen.Select(Commands.Any(number).Array[0, 2], Contents.Whole(number), Gen.Bool).Select((commands, content, quits) => (FuzzWrite[])
        [new($"{string.Concat(commands.Select(c => c + "\r\n"))}{string.Concat(Envelope(number).Select(w => w.Text))}{content}{(quits ? "QUIT\r\n" : "")}", 0)]);

    private static Gen<FuzzWrite[]> LineEnds(int number) => Gen.Select(Commands.Any(number), Octets.LineEnd).Select((c, e) => c + e).Array[1, 6].Select(lines => (FuzzWrite[])[new(string.Concat(lines), 0)]);

    private static Gen<FuzzWrite[]> Unfinished(int number) => Contents.Unfinished(number).Select(c => (FuzzWrite[])[.. Envelope(number), new(c, 0, AfterGoAhead: true)]);
}
