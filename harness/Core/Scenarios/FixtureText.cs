using System.Buffers;
using System.Text;
using Harness.Core.Smtp;

namespace Harness.Core.Scenarios;

/// <summary>The characters of a scenario or policy file, before they are YAML: size, encoding, and what may stand in it raw.</summary>
internal static class FixtureText
{
    /// <summary>The largest file that is read, in octets.</summary>
    public const int MaxOctets = 1 << 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file, never more than the limit of it.</summary>
    public static string ReadFile(string path)
    {
        using FileStream stream = File.OpenRead(path);
        // A device, a pipe or a growing file has no honest length: read up to one octet too many and look. The room is lent: a
        // catalogue is two hundred files, and a new megabyte for each is two hundred collections of the whole heap.
        byte[] octets = ArrayPool<byte>.Shared.Rent(MaxOctets + 1);
        try
        {
            int length = stream.ReadAtLeast(octets.AsSpan(0, MaxOctets + 1), MaxOctets + 1, throwOnEndOfStream: false);
            return length <= MaxOctets ? Strict.GetString(octets, 0, length) : throw TooLarge(path);
        }
        catch (DecoderFallbackException e)
        {
            int line = 1 + octets.AsSpan(0, Math.Max(0, e.Index)).Count((byte)'\n');
            throw new FixtureException(path, line, "octets that are not UTF-8; save the file as UTF-8, and write other octets as hex");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(octets);
        }
    }

    /// <summary>Refuses text that is too large or holds characters an editor does not show.</summary>
    /// <returns>The text with LF line ends and without a byte order mark.</returns>
    public static string Check(string text, string file)
    {
        if (Encoding.UTF8.GetByteCount(text) > MaxOctets)
        {
            throw TooLarge(file);
        }

        text = text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal);
        int line = 1;
        for (int at = 0; at < text.Length; at++)
        {
            char c = text[at];
            if (c == '\n')
            {
                line++;
            }
            else if (c == '\t')
            {
                throw new FixtureException(file, line, "a tab; indent with blanks, and write \\t in a double-quoted text");
            }
            else if (IsHidden(text, at))
            {
                string shown = Visible.Escape(c.ToString());
                throw new FixtureException(file, line, $"the character {shown}; write it as an escape in a double-quoted text, as in \"\\x1b\" or \"\\u200b\"");
            }
        }

        return text;
    }

    private static FixtureException TooLarge(string file)
        => new(file, 1, "larger than 1 MiB; split it into several files");

    private static bool IsHidden(string text, int at) => text[at] switch
    {
        < ' ' or (>= '\x7f' and < '\xa0') => true,
        // Line separators, zero-width and bidirectional controls: what is read would not be what is seen.
        (>= '\u200b' and <= '\u200f') or (>= '\u2028' and <= '\u202e') or (>= '\u2060' and <= '\u206f') or '\uFEFF' or '\uFFFE' or '\uFFFF' => true,
        char c when char.IsHighSurrogate(c) => at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1]),
        char c when char.IsLowSurrogate(c) => at == 0 || !char.IsHighSurrogate(text[at - 1]),
        _ => false,
    };
}
