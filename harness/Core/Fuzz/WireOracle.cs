using Harness.Core.Smtp;

namespace Harness.Core.Fuzz;

/// <summary>Judges what a connection showed by itself: replies, their number, the messages that were taken.</summary>
internal static class WireOracle
{
    private const int LongestReply = 512;

    /// <summary>The invariants that did not hold on a connection, the worst first.</summary>
    public static IEnumerable<Breach> Judge(ConnectionSeen seen, StrictReading strict)
        => Alive(seen, strict).Concat(Appeared(seen, strict)).Concat(WellFormed(seen, strict)).Concat(Counted(seen, strict));

    private static IEnumerable<Breach> Alive(ConnectionSeen seen, StrictReading strict)
    {
        int last = seen.TransactionAt(seen.Sent.Length);
        if (seen.End == ConnectionEnd.Unreachable)
        {
            yield return new Breach(BreachKind.NotAlive, last, "no connection is to be had any more");
        }
        else if (seen.Replies.Count == 0)
        {
            yield return new Breach(BreachKind.NotAlive, last, "no greeting came");
        }
        else if (seen.End == ConnectionEnd.TimedOut)
        {
            yield return new Breach(BreachKind.NotAlive, last, $"no answer came any more, the last was {Words(seen.Replies[^1])}") { IsLate = true };
        }
        // RFC 5321 §3.8: a server says 421 before it goes. One that has just refused something may have said it so.
        else if (seen is { End: ConnectionEnd.Closed, WaitedFor: true } && seen.Replies[^1] is { IsPositive: true, Code: not 221 } && strict.Unanswered is { } place)
        {
            yield return new Breach(BreachKind.NotAlive, seen.TransactionAt(place), $"the server closed the connection without a word, after {Words(seen.Replies[^1])}");
        }
    }

    // A client may be told of more messages than it sent where something within one of them was taken for its end.
    private static IEnumerable<Breach> Appeared(ConnectionSeen seen, StrictReading strict)
    {
        string[] sent = [.. Ids(strict)];
        string[] told = [.. seen.Replies.SelectMany(QueueIds.In)];
        if (told.Except(sent).ToArray() is { Length: > 0 } more)
        {
            yield return new Breach(BreachKind.Appeared, seen.TransactionAt(seen.Sent.Length), $"{sent.Length} messages were sent, and {told.Length} were taken ({string.Join(", ", more)} besides)");
        }
    }

    private static IEnumerable<Breach> WellFormed(ConnectionSeen seen, StrictReading strict)
    {
        foreach (Reply reply in seen.Replies.Where(r => r.Defects.Any(d => !IsExcused(d, r, seen))))
        {
            (int place, string line, _) = strict.Answered.FirstOrDefault(a => ReferenceEquals(a.Reply, reply));
            string answered = line is null ? "" : $", to {Visible.Escape(Cut(line))}";
            yield return new Breach(BreachKind.MalformedReply, seen.TransactionAt(line is null ? seen.Sent.Length : place), $"{string.Join(", ", reply.Defects)} in {Words(reply)}{answered}");
        }

        foreach ((int place, string line, Reply reply) in strict.Answered.Where(a => !Fits(a.Line, a.Reply)))
        {
            yield return new Breach(BreachKind.MalformedReply, seen.TransactionAt(place), $"{Words(reply)} is no answer to {Visible.Escape(Cut(line))}");
        }
    }

    private static IEnumerable<Breach> Counted(ConnectionSeen seen, StrictReading strict)
    {
        if (strict.Surplus > 0)
        {
            // A server may say why it goes while the client is still speaking (RFC 5321 §3.8).
            bool isFarewell = strict.Surplus == 1 && seen.Replies[^1].Code is 421 or 521;
            if (!isFarewell)
            {
                yield return new Breach(BreachKind.Miscounted, seen.TransactionAt(seen.Sent.Length), $"{strict.Surplus} more answers than commands, the last of them {Words(seen.Replies[^1])}");
            }
        }
        else if (strict.Unanswered is { } place && seen is { End: ConnectionEnd.Closed, WaitedFor: false } && seen.Replies is [.., { IsPositive: true, Code: not 221 }])
        {
            yield return new Breach(BreachKind.Miscounted, seen.TransactionAt(place), $"the command {Visible.Escape(Cut(seen.Sent[place..].Split('\n')[0].TrimEnd('\r')))} has no answer, nor has what comes after it");
        }
    }

    /// <summary>The queue ids of messages that were sent, as their answers name them.</summary>
    public static IEnumerable<string> Ids(StrictReading strict) => strict.Messages.Select(m => m.Reply).OfType<Reply>().SelectMany(QueueIds.In);

    // What a reply has only because it quotes its client is the client's: octets above 0x7f (which RFC 6531 §3.7.4.2 allows where
    // SMTPUTF8 was asked for) or controls that the client said before, and a length that the client's own line had (RFC 5321 §4.5.3.1.4 has 512 octets for either).
    private static bool IsExcused(ReplyDefect defect, Reply reply, ConnectionSeen seen) => defect switch
    {
        ReplyDefect.NonAscii => seen.Sent.Any(c => c > '\x7f') || seen.Sent.Contains("SMTPUTF8", StringComparison.OrdinalIgnoreCase),
        ReplyDefect.Control => reply.Lines.SelectMany(l => l).Where(c => c != '\t' && char.IsControl(c)).All(c => seen.Sent.Contains(c, StringComparison.Ordinal)),
        ReplyDefect.Overlong => reply.Lines.Max(l => l.Length) - seen.Sent.Split('\n').Max(l => l.Length) < LongestReply,
        _ => false,
    };

    // RFC 5321 §4.3.2: only DATA is answered 354, and only AUTH 334 (RFC 4954 §4).
    private static bool Fits(string line, Reply reply) => reply.Code switch
    {
        354 => StageWords.OfCommand(line.Trim()) == Stage.Data,
        334 => true,
        >= 300 and < 400 => false,
        _ => true,
    };

    private static string Words(Reply reply) => Visible.Escape(Cut($"{reply.Code} {string.Join(" / ", reply.Lines)}"));

    private static string Cut(string text) => text.Length <= 70 ? text : $"{text[..70]}…";
}
