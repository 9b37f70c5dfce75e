namespace Harness.Core.MailLogs.Digesting;

/// <summary>Steps through a message of the log.</summary>
internal static class LoggedOctets
{
    /// <summary>What follows a word; false where the text does not begin with it.</summary>
    public static bool TryAfter(this ReadOnlySpan<byte> text, ReadOnlySpan<byte> word, out ReadOnlySpan<byte> rest)
    {
        bool starts = text.StartsWith(word);
        rest = starts ? text[word.Length..] : default;
        return starts;
    }

    /// <summary>
    /// The end of an address that stands in angle brackets, behind the first: -1 where there is none. It is logged in quoted form
    /// (info_log_addr_form, postconf(5)), so a bracket inside a quoted local part (RFC 5321 §4.1.2) is not the end, unless the quoting
    /// does not come out.
    /// </summary>
    public static int AddressEnd(this ReadOnlySpan<byte> text)
    {
        int plain = text.IndexOfAny((byte)'>', (byte)'"', (byte)'\\');
        if (plain < 0 || text[plain] == '>')
            return plain;
        bool quoted = false;
        for (int i = plain; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == '"')
                quoted = !quoted;
            else if (text[i] == '>' && !quoted)
                return i;
        }
        return text.IndexOf((byte)'>');
    }

    /// <summary>The text up to one of the octets, or all of it.</summary>
    public static ReadOnlySpan<byte> UpTo(this ReadOnlySpan<byte> text, ReadOnlySpan<byte> ends)
    {
        int end = text.IndexOfAny(ends);
        return end < 0 ? text : text[..end];
    }
}
