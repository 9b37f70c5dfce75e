using System.Buffers;

namespace Harness.Core.Postfix.MailLog;

/// <summary>Recognises queue ids (mail_queue.h: MQ_FMT_… for the short form, base 52 and 51 for the long one).</summary>
internal static class QueueId
{
    private const int Longest = 24;
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789ABCDEF");
    private static readonly SearchValues<char> Base52 =
        SearchValues.Create("0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz");

    public static string? At(ReadOnlySpan<char> text)
    {
        var colon = text[..Math.Min(text.Length, Longest + 1)].IndexOf(':');
        if (colon < 6 || (colon + 1 < text.Length && text[colon + 1] != ' '))
            return null;
        var id = text[..colon];
        return IsShort(id) || IsLong(id) ? id.ToString() : null;
    }

    // Five digits of microseconds, then the inode.
    private static bool IsShort(ReadOnlySpan<char> id) => !id.ContainsAnyExcept(Hexadecimal);

    // Six or more digits of seconds, four of microseconds, a 'z', then the inode; no vowels anywhere.
    private static bool IsLong(ReadOnlySpan<char> id) =>
        id.Length >= 12 && id[10..].Contains('z')
        && !id.ContainsAnyExcept(Base52);
}
