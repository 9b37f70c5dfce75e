namespace Harness.Core.Smtp;

/// <summary>The octets received and not yet consumed: one array a wire, grown on demand and never beyond one flood.</summary>
internal sealed class ReceiveBuffer
{
    private byte[] octets = new byte[4096];
    private int start;
    private int end;

    /// <summary>What has been received and not consumed; valid until the next change.</summary>
    public ReadOnlySpan<byte> Held => octets.AsSpan(start, end - start);

    /// <summary>
    /// Free space for the next receive, never empty: a <see cref="ReplyScan"/> has consumed a full buffer before
    /// it asks for more.
    /// </summary>
    public Memory<byte> Room()
    {
        if (end < octets.Length)
            return octets.AsMemory(end);

        if (start > 0)
        {
            Held.CopyTo(octets);
            end -= start;
            start = 0;
        }
        else
        {
            Array.Resize(ref octets, Math.Min(octets.Length * 2, ReplyScan.MaxOctets));
        }

        return octets.AsMemory(end);
    }

    /// <summary>Counts octets that were written into <see cref="Room"/> as held.</summary>
    public void Add(int count) => end += count;

    /// <summary>Forgets the oldest held octets.</summary>
    public void Consume(int count)
    {
        start += count;
        if (start == end)
            start = end = 0;
    }
}
