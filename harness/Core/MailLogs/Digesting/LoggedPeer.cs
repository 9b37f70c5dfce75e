namespace Harness.Core.MailLogs.Digesting;

/// <summary>
/// <c>name[address]</c> or <c>name[address]:port</c> (smtpd_peer.c), at the start of a text. Neither part can hold a bracket or a blank:
/// smtpd replaces a name that is no valid host name with <c>unknown</c>.
/// </summary>
internal readonly ref struct LoggedPeer
{
    private const int LongestName = 255;
    private const int LongestAddress = 80;

    /// <summary>The verified name, or <c>unknown</c>; empty in postscreen's lines, which have none.</summary>
    public ReadOnlySpan<byte> Name { get; private init; }

    /// <summary>The address without brackets.</summary>
    public ReadOnlySpan<byte> Address { get; private init; }

    /// <summary>How many octets it takes, port included.</summary>
    public int Length { get; private init; }

    /// <summary>Reads it; false where the text does not begin with one.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out LoggedPeer peer)
    {
        peer = default;
        int open = text[..Math.Min(text.Length, LongestName + 1)].IndexOf((byte)'[');
        if (open < 0 || text[..open].ContainsAny(" <>]"u8))
            return false;
        ReadOnlySpan<byte> rest = text[(open + 1)..];
        int close = rest[..Math.Min(rest.Length, LongestAddress)].IndexOf((byte)']');
        if (close <= 0 || rest[..close].Contains((byte)' '))
            return false;
        int end = open + close + 2;
        if (end + 1 < text.Length && text[end] == ':' && text[end + 1] is >= (byte)'0' and <= (byte)'9')
        {
            int digits = text[(end + 1)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            end = digits < 0 ? text.Length : end + 1 + digits;
        }
        peer = new() { Name = text[..open], Address = rest[..close], Length = end };
        return true;
    }
}
