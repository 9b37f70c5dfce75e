using System.Text;
using Harness.Core.Smtp;

namespace Harness.Core.Storm.Ledgers;

/// <summary>The queue ids that a server named, sixteen octets a message.</summary>
/// <param name="messages">How many messages there are.</param>
internal sealed class QueueIds(int messages)
{
    private const int Width = 16;

    private static readonly byte[] _marker = Encoding.ASCII.GetBytes("queued as ");

    private readonly byte[] _ids = new byte[messages * Width];

    /// <summary>Keeps the id that a reply to end of data names, if it does.</summary>
    public void Keep(int message, ReadOnlySpan<byte> reply)
    {
        int at = reply.IndexOf(_marker);
        if (at < 0)
            return;
        ReadOnlySpan<byte> id = reply[(at + _marker.Length)..];
        int end = id.IndexOfAny((byte)' ', (byte)'\r', (byte)'\n');
        id = end < 0 ? id : id[..end];
        id[..Math.Min(Width, id.Length)].CopyTo(_ids.AsSpan(message * Width, Width));
    }

    /// <summary>The id of a message, cut at sixteen characters; null where the server named none.</summary>
    public string? Of(int message)
    {
        ReadOnlySpan<byte> id = _ids.AsSpan(message * Width, Width);
        int length = id.IndexOf((byte)0);
        id = length < 0 ? id : id[..length];
        return id.IsEmpty ? null : Visible.Escape(id.ToArray());
    }
}
