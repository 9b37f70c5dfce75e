using System.Text;

namespace Harness.Core.Postfix.Access.Replies;

/// <summary>The last touches before a refusal is sent (smtpd_check.c, smtpd_check_reject).</summary>
internal static class ReplyLine
{
    private const int MaxOctets = 510;

    /// <summary>Code, enhanced code and text as they are sent.</summary>
    public static (int Code, string Enhanced, string Text) Of(Refusal refusal, bool softBounce, bool utf8)
    {
        bool valid = IsValid(refusal);
        int code = valid ? refusal.Code : 450;
        string dsn = valid ? refusal.Dsn : "4.7.1";
        string text = valid ? Printable(refusal.Text, MaxOctets - 5 - dsn.Length, utf8) : "Service unavailable";
        if (softBounce && code >= 500)
            code -= 100;
        char first = (char)('0' + (code / 100));
        return (code, dsn[0] == first ? dsn : string.Concat(first.ToString(), dsn.AsSpan(1)), text);
    }

    /// <summary>Whether the code may refuse at all, else a bare 450 is sent in its place.</summary>
    public static bool IsValid(Refusal refusal) => refusal.Code is >= 400 and <= 599 && StatusCode.Length(refusal.Dsn) == refusal.Dsn.Length;

    private static string Printable(string text, int octets, bool utf8)
    {
        if (text.Length < octets / 4 && !NeedsCare(text))
            return text;
        var line = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            octets -= rune.Utf8SequenceLength;
            if (octets < 0)
                break;
            if (rune.Value is < ' ' or 0x7f || rune == Rune.ReplacementChar)
                line.Append(' ');
            else if (rune.IsAscii || utf8)
                line.Append(rune);
            else
                line.Append(' ', rune.Utf8SequenceLength);
        }
        return line.ToString();
    }

    private static bool NeedsCare(string text)
    {
        foreach (char c in text)
        {
            if (c is < ' ' or >= '\x7f')
                return true;
        }
        return false;
    }
}
