using System.Text;
using System.Text.Unicode;

namespace Harness.Core.Smtp;

/// <summary>
/// Reads one reply out of octets that arrive in any fragmentation. It is shown the same, growing window again and
/// again and never looks at an octet for a line end twice. A broken line is recorded and read on where any
/// reading is possible, so that the next reply is still found at its place.
/// </summary>
internal sealed class ReplyScan
{
    /// <summary>A reply that has not ended after this many octets is a flood.</summary>
    public const int MaxOctets = 1 << 20;

    private const int MaxLines = 512;
    private const int MaxLineOctets = 512; // RFC 5321 §4.5.3.1.5, line end included

    private readonly List<string> lines = [];
    private readonly List<ReplyDefect> defects = [];
    private EnhancedStatusCode? enhanced;
    private int code;
    private int searched;

    /// <summary>How many octets of the window belong to the lines read so far.</summary>
    public int Consumed { get; private set; }

    /// <summary>Reads on; the window must begin with the octets shown before.</summary>
    /// <returns>True when the reply is complete or given up.</returns>
    public bool Advance(ReadOnlySpan<byte> window)
    {
        while (window[searched..].IndexOf((byte)'\n') is >= 0 and var offset)
        {
            var end = searched + offset;
            var line = window[Consumed..end];
            Consumed = searched = end + 1;

            if (line.Length + 1 > MaxLineOctets)
                Add(ReplyDefect.Overlong);

            // RFC 5321 §2.3.8: CR and LF occur only together.
            if (line is [.., (byte)'\r'])
                line = line[..^1];
            else
                Add(ReplyDefect.BareLf);

            if (!TakeLine(line))
                return true;

            if (lines.Count == MaxLines)
            {
                Add(ReplyDefect.TooManyLines);
                return true;
            }
        }

        searched = window.Length;
        if (window.Length < MaxOctets)
            return false;

        Add(ReplyDefect.Flood);
        TakeRemainder(window);
        return true;
    }

    /// <summary>Ends the reply where the connection ended.</summary>
    /// <returns>False when not one octet of a reply had come.</returns>
    public bool Truncate(ReadOnlySpan<byte> window)
    {
        if (window.IsEmpty)
            return false;

        TakeRemainder(window);
        Add(ReplyDefect.TruncatedAtEof);
        return true;
    }

    /// <summary>The reply as far as it has been read.</summary>
    public Reply ToReply() => new(code, enhanced, lines, defects);

    private void TakeRemainder(ReadOnlySpan<byte> window)
    {
        var rest = window[Consumed..];
        Consumed = searched = window.Length;
        if (rest.Length > MaxLineOctets)
        {
            // The head of a flood identifies it; a megabyte of it would only fill the report.
            Add(ReplyDefect.Overlong);
            rest = rest[..MaxLineOctets];
        }

        if (!rest.IsEmpty)
            TakeLine(rest is [.., (byte)'\r'] ? rest[..^1] : rest);
    }

    /// <returns>True when the line announces another one.</returns>
    private bool TakeLine(ReadOnlySpan<byte> line)
    {
        Inspect(line);
        if (line.Length < 3 || line[..3].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            // Garbage ends a reply that has not begun: waiting for more would only end in a timeout.
            // Inside a reply the announced last line is still to come.
            Add(ReplyDefect.NotANumber);
            lines.Add(Decode(line));
            return lines.Count > 1;
        }

        var number = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
        if (number is < 200 or > 599)
            Add(ReplyDefect.NotANumber);
        if (lines.Count == 0)
            code = number;
        else if (number != code)
            Add(ReplyDefect.MismatchedCode);

        // RFC 5321 §4.2: code, then "-" for more to come, or SP, or nothing at all.
        var separated = line.Length == 3 || line[3] is (byte)' ' or (byte)'-';
        if (!separated)
            Add(ReplyDefect.BadSeparator);

        TakeText(Decode(line[(separated ? Math.Min(4, line.Length) : 3)..]), number);
        return line.Length > 3 && line[3] == '-';
    }

    private void TakeText(string text, int number)
    {
        lines.Add(text);
        if (!EnhancedStatusCode.TryLead(text, out var lead, out _))
            return;

        enhanced ??= lead;
        if (lead.Class != number / 100) // RFC 2034 §4
            Add(ReplyDefect.EnhancedClassMismatch);
    }

    private void Inspect(ReadOnlySpan<byte> line)
    {
        // RFC 5321 §4.2: textstring = 1*(%d09 / %d32-126)
        foreach (var octet in line)
        {
            if (octet is >= 0x20 and < 0x7f or (byte)'\t')
                continue;
            Add(octet switch
            {
                (byte)'\r' => ReplyDefect.BareCr,
                > 0x7f => ReplyDefect.NonAscii,
                _ => ReplyDefect.Control,
            });
        }
    }

    private void Add(ReplyDefect defect)
    {
        if (!defects.Contains(defect))
            defects.Add(defect);
    }

    private static string Decode(ReadOnlySpan<byte> octets) =>
        Utf8.IsValid(octets) ? Encoding.UTF8.GetString(octets) : Encoding.Latin1.GetString(octets);
}
