using System.Globalization;
using Harness.Core.Smtp;

namespace Harness.Core.Fuzz;

/// <summary>A message as a strict receiver understands it.</summary>
/// <param name="Start">Where its content begins among the octets of the connection.</param>
/// <param name="Content">Its content as it was sent, without the end of data.</param>
/// <param name="Reply">The answer to it; null where none came.</param>
internal sealed record StrictMessage(int Start, string Content, Reply? Reply);

/// <summary>
/// What a connection's octets are by the letter of RFC 5321 and RFC 3030, given the server's own answers: which of them are
/// commands, which are messages, and which answer belongs to which. A command ends at LF, as servers have it; a message at
/// CR LF . CR LF and nothing else (RFC 5321 §4.1.1.4); a chunk where its size says.
/// </summary>
internal sealed class StrictReading
{
    private const string End = "\r\n.\r\n";

    private readonly string _sent;
    private readonly IReadOnlyList<Reply> _replies;
    private readonly List<StrictMessage> _messages = [];
    private readonly List<(int Place, string Line, Reply Reply)> _answered = [];
    private int _at;
    private int _next = 1; // The greeting answers nothing.

    private StrictReading(string sent, IReadOnlyList<Reply> replies) => (_sent, _replies) = (sent, replies);

    /// <summary>The messages that were sent, taken or not.</summary>
    public IReadOnlyList<StrictMessage> Messages => _messages;

    /// <summary>Each command with the answer to it, and where it stands.</summary>
    public IReadOnlyList<(int Place, string Line, Reply Reply)> Answered => _answered;

    /// <summary>Where the first command stands that has no answer; null where each has one.</summary>
    public int? Unanswered { get; private set; }

    /// <summary>How many answers are left over.</summary>
    public int Surplus => Math.Max(0, _replies.Count - _next);

    /// <summary>Reads a connection.</summary>
    /// <param name="sent">Every octet that was sent, one character each.</param>
    /// <param name="replies">Every reply, the greeting first.</param>
    public static StrictReading Of(string sent, IReadOnlyList<Reply> replies)
    {
        var reading = new StrictReading(sent, replies);
        // Whoever is turned away with the greeting is not spoken to any more.
        bool open = replies is [{ IsPositive: true }, ..];
        while (open && reading.Unanswered is null && reading._at < sent.Length)
        {
            open = reading.Command();
        }

        return reading;
    }

    private bool Command()
    {
        int start = _at;
        int end = _sent.IndexOf('\n', _at);
        if (end < 0)
        {
            // No command yet: where a server answers it at the end of the connection, that is an answer to it.
            _at = _sent.Length;
            _next += _next < _replies.Count ? 1 : 0;
            return false;
        }

        string line = _sent[start..end].TrimEnd('\r');
        _at = end + 1;
        // RFC 3030 §2: the chunk follows at once, whatever the answer is going to be.
        int? chunk = ChunkSize(line, out bool last);
        int content = _at;
        _at = Math.Min(_sent.Length, _at + (chunk ?? 0));
        if (chunk > _sent.Length - content)
        {
            _next = _replies.Count;
            return false;
        }

        if (Take(start) is not { } reply)
        {
            return Note(chunk is not null && last, content, null);
        }

        _answered.Add((start, line, reply));
        if (Ends(reply) || IsTls(line, reply))
        {
            return false;
        }

        if (chunk is not null && reply.Code is >= 500 and < 600 && !Understood(reply))
        {
            // The size was none to the server: what follows is read as commands.
            _at = content;
        }
        else if (chunk is not null && last)
        {
            Note(true, content, reply);
        }

        return reply.Code != 354 || Message();
    }

    private bool Message()
    {
        int start = _at;
        int end = _sent.AsSpan(_at).StartsWith(".\r\n") ? _at : _sent.IndexOf(End, _at, StringComparison.Ordinal);
        if (end < 0)
        {
            // The message is not over, and has no answer; what a server says when its client is gone is none.
            _at = _sent.Length;
            _next = _replies.Count;
            return false;
        }

        _at = end == start ? start + 3 : end + End.Length;
        Reply? reply = Take(start);
        _messages.Add(new StrictMessage(start, _sent[start..end], reply));
        return reply is not null && !Ends(reply);
    }

    private bool Note(bool isMessage, int start, Reply? reply)
    {
        if (isMessage)
        {
            _messages.Add(new StrictMessage(start, _sent[start.._at], reply));
        }

        return false;
    }

    private Reply? Take(int place)
    {
        if (_next < _replies.Count)
        {
            return _replies[_next++];
        }

        Unanswered ??= place;
        return null;
    }

    // RFC 5321 §3.8 and §4.1.1.10: after 421, and after 221, the server is gone.
    private static bool Ends(Reply reply) => reply.Code is 421 or 221 or 521;

    // RFC 3207 §4: what follows 220 to STARTTLS is no SMTP.
    private static bool IsTls(string line, Reply reply) => reply.Code == 220 && line.TrimStart().StartsWith("STARTTLS", StringComparison.OrdinalIgnoreCase);

    private static bool Understood(Reply reply) => reply.Code is not (501 or 500 or 502 or 521);

    private static int? ChunkSize(string line, out bool last)
    {
        string[] words = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        last = words is [_, _, var word] && word.Equals("LAST", StringComparison.OrdinalIgnoreCase);
        return words is [var verb, var size, ..] && verb.Equals("BDAT", StringComparison.OrdinalIgnoreCase)
            && int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out int octets) ? octets : null;
    }
}
