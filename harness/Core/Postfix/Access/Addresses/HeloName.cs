using System.Text;

namespace Harness.Core.Postfix.Access.Addresses;

/// <summary>The HELO name as smtpd keeps it: printable, and without what could be mistaken in a log (smtpd.c, helo_cmd).</summary>
internal static class HeloName
{
    private const string Neutered = " <>()\\\";@";
    private static readonly System.Buffers.SearchValues<char> s_plain = System.Buffers.SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.[]:");

    /// <summary>The argument of the command as a list that runs at HELO sees it.</summary>
    public static string AsSent(string sent) => sent.AsSpan().ContainsAnyExcept(s_plain) ? string.Join(' ', CommandWord.Split(sent).Select(w => w.Text)) : sent;

    /// <summary>The name; null where the command had no argument.</summary>
    public static string? Of(string sent, bool utf8)
    {
        if (sent.Length > 0 && !sent.AsSpan().ContainsAnyExcept(s_plain))
            return sent;
        List<CommandWord> words = CommandWord.Split(sent);
        if (words.Count == 0)
            return null;
        var name = new StringBuilder();
        foreach (Rune rune in string.Join(' ', words.Select(w => w.Text)).EnumerateRunes())
        {
            if (rune.IsAscii ? rune.Value is < ' ' or 0x7f || Neutered.Contains((char)rune.Value) : !utf8)
                name.Append('?', rune.Utf8SequenceLength);
            else
                name.Append(rune);
        }
        return name.ToString();
    }
}
