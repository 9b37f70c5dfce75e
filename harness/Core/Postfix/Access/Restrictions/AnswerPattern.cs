namespace Harness.Core.Postfix.Access.Restrictions;

/// <summary>The <c>=d.d.d.d</c> of a DNS list: four fields, each a number or <c>[n;n..m;…]</c> (postconf(5), reject_rbl_client; ip_match.c).</summary>
internal sealed class AnswerPattern
{
    private readonly List<(byte From, byte To)>[] _fields;

    private AnswerPattern(List<(byte From, byte To)>[] fields) => _fields = fields;

    /// <summary>Reads a pattern; null for one that kills smtpd.</summary>
    public static AnswerPattern? Parse(string text)
    {
        if (text is ['[', ..])
        {
            int close = Closing(text);
            if (close < 0)
                return null;
            if (close == text.Length - 1)
                text = text[1..close];
        }
        var fields = new List<(byte, byte)>[4];
        int at = 0;
        for (int field = 0; field < 4; field++)
        {
            if (field > 0 && !Take(text, ref at, '.'))
                return null;
            if (Field(text, ref at) is not { } found)
                return null;
            fields[field] = found;
        }
        return at == text.Length ? new(fields) : null;
    }

    /// <summary>Whether an IPv4 answer fits.</summary>
    public bool Matches(System.Net.IPAddress answer)
    {
        Span<byte> octets = stackalloc byte[16];
        if (!answer.TryWriteBytes(octets, out int written) || written != 4)
            return false;
        for (int i = 0; i < 4; i++)
        {
            bool fits = false;
            foreach ((byte from, byte to) in _fields[i])
                fits |= octets[i] >= from && octets[i] <= to;
            if (!fits)
                return false;
        }
        return true;
    }

    private static int Closing(string text)
    {
        int level = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '[')
                level++;
            else if (text[i] == ']' && --level == 0)
                return i;
        }
        return -1;
    }

    private static List<(byte, byte)>? Field(string text, ref int at)
    {
        if (!Take(text, ref at, '['))
            return Number(text, ref at) is { } single ? [(single, single)] : null;
        var field = new List<(byte, byte)>();
        do
        {
            if (Number(text, ref at) is not { } from)
                return null;
            byte to = from;
            if (at < text.Length && text[at] == '.')
            {
                if (!Take(text, ref at, '.') || !Take(text, ref at, '.') || Number(text, ref at) is not { } end || end < from)
                    return null;
                to = end;
            }
            field.Add((from, to));
        }
        while (Take(text, ref at, ';'));
        return Take(text, ref at, ']') ? field : null;
    }

    private static byte? Number(string text, ref int at)
    {
        int begin = at, value = 0;
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++)
            value = Math.Min((value * 10) + (text[at] - '0'), 1000);
        return at > begin && value <= 255 ? (byte)value : null;
    }

    private static bool Take(string text, ref int at, char sign)
    {
        if (at >= text.Length || text[at] != sign)
            return false;
        at++;
        return true;
    }
}
