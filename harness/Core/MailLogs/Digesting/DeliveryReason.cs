namespace Harness.Core.MailLogs.Digesting;

/// <summary>Why a delivery failed, without what differs from host to host: names in front of addresses, addresses, numbers.</summary>
internal static class DeliveryReason
{
    /// <summary>The longest reason, in octets.</summary>
    public const int Longest = 120;

    private const int Codes = 40;

    /// <summary>Writes it.</summary>
    /// <param name="text">What stands in the parentheses behind the status; hostile text.</param>
    /// <param name="reason">Where to, with room for <see cref="Longest"/>.</param>
    /// <returns>How long it became.</returns>
    public static int Of(ReadOnlySpan<byte> text, Span<byte> reason)
    {
        if (text is [(byte)'(', ..])
            text = text[1..];
        if (text is [.., (byte)')'])
            text = text[..^1];
        int length = 0;
        ReadOnlySpan<byte> opening = Opening(text);
        int close = text.IndexOf((byte)']');
        if (opening.Length > 0 && close > 0)
        {
            opening.CopyTo(reason);
            "…"u8.CopyTo(reason[opening.Length..]);
            length = opening.Length + "…"u8.Length;
            text = Port(text[(close + 1)..]);
        }
        // Of a server's reply the codes are told; queue ids, ports and times behind them are not.
        int exact = text.StartsWith(" said: "u8) || text.StartsWith(" refused to talk to me: "u8) ? Codes : 0;
        for (int i = 0; i < text.Length && length < Longest; i++)
        {
            if (i < exact || text[i] is not (>= (byte)'0' and <= (byte)'9'))
                reason[length++] = text[i];
            else if (length == 0 || reason[length - 1] != '#')
                reason[length++] = (byte)'#';
        }
        return length;
    }

    // "host mx.example[192.0.2.1] said: 451 …", "connect to mx.example[192.0.2.1]:25: Connection timed out"
    private static ReadOnlySpan<byte> Opening(ReadOnlySpan<byte> text)
        => text.StartsWith("host "u8) ? "host "u8
            : text.StartsWith("connect to "u8) ? "connect to "u8
            : text.StartsWith("lost connection with "u8) ? "lost connection with "u8
            : text.StartsWith("conversation with "u8) ? "conversation with "u8 : default;

    private static ReadOnlySpan<byte> Port(ReadOnlySpan<byte> text)
    {
        if (text is not [(byte)':', >= (byte)'0' and <= (byte)'9', ..])
            return text;
        int end = text[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return end < 0 ? default : text[(end + 1)..];
    }
}
