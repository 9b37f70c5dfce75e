namespace Harness.Core.Storm.Sending;

/// <summary>What a session has to write: its own octets, the end of the common filling, a fixed tail. Nothing is copied twice.</summary>
internal struct Outgoing
{
    public int Head;
    public int Body;
    public ReadOnlyMemory<byte> Tail;
    public int Sent;

    public readonly bool IsEmpty => Sent == Head + Body + Tail.Length;

    public void Clear() => this = default;

    /// <summary>The pieces that are still to be written.</summary>
    public readonly void Rest(byte[] head, byte[] filling, out ReadOnlySpan<byte> first, out ReadOnlySpan<byte> second, out ReadOnlySpan<byte> third)
    {
        int sent = Sent;
        first = Take(head.AsSpan(0, Head), ref sent);
        second = Take(filling.AsSpan(filling.Length - Body, Body), ref sent);
        third = Take(Tail.Span, ref sent);
    }

    private static ReadOnlySpan<byte> Take(ReadOnlySpan<byte> piece, scoped ref int sent)
    {
        int skip = Math.Min(sent, piece.Length);
        sent -= skip;
        return piece[skip..];
    }
}
