using System.Buffers.Binary;

namespace Harness.Core.MailLogs.Counting;

/// <summary>A queue id of either form as a value (mail_queue.h; enable_long_queue_ids, postconf(5)).</summary>
internal readonly record struct QueueKey(ulong First, ulong Second, ulong Third)
{
    private const int Longest = 24;
    private const byte Hexadecimal = 1, Base52 = 2;

    private static readonly byte[] _letters = Letters();

    /// <summary>Reads the queue id that a message begins with: <c>ID: rest</c>; false for NOQUEUE and whatever is none.</summary>
    /// <param name="text">The message.</param>
    /// <param name="key">The queue id.</param>
    /// <param name="length">Its length.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, out QueueKey key, out int length)
    {
        key = default;
        byte kinds = Hexadecimal | Base52;
        int most = Math.Min(text.Length, Longest + 1);
        for (length = 0; length < most && text[length] != ':'; length++)
        {
            kinds &= _letters[text[length]];
            if (kinds == 0)
                return false;
        }
        if (length < 6 || length == most || length > Longest || text.Length < length + 2 || text[length + 1] != ' ')
            return false;
        // The long form: six or more digits of seconds, four of microseconds, a 'z', the inode.
        if ((kinds & Hexadecimal) == 0 && (length < 12 || !text[10..length].Contains((byte)'z')))
            return false;
        Span<byte> whole = stackalloc byte[Longest];
        whole.Clear();
        text[..length].CopyTo(whole);
        key = new(BinaryPrimitives.ReadUInt64LittleEndian(whole), BinaryPrimitives.ReadUInt64LittleEndian(whole[8..]), BinaryPrimitives.ReadUInt64LittleEndian(whole[16..]));
        return true;
    }

    /// <summary>The same of a queue id that stands alone.</summary>
    public static bool TryParse(ReadOnlySpan<byte> id, out QueueKey key)
    {
        Span<byte> text = stackalloc byte[Longest + 2];
        key = default;
        if (id.Length > Longest)
            return false;
        id.CopyTo(text);
        ": "u8.CopyTo(text[id.Length..]);
        return TryRead(text[..(id.Length + 2)], out key, out int length) && length == id.Length;
    }

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(First, Second, Third);

    private static byte[] Letters()
    {
        byte[] letters = new byte[256];
        foreach (byte letter in "0123456789ABCDEF"u8)
            letters[letter] |= Hexadecimal;
        foreach (byte letter in "0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz"u8)
            letters[letter] |= Base52;
        return letters;
    }
}
