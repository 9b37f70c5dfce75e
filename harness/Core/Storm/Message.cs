using System.Globalization;
using System.Text;

namespace Harness.Core.Storm;

/// <summary>
/// The octets of the storm's messages. Everything but the number is made once: a message is a header whose digits are
/// patched, and the end of one long filling.
/// </summary>
public sealed class Message
{
    /// <summary>The header field that tells which message it is; the last of the header.</summary>
    public const string Field = "X-Storm: ";

    private const int LineLength = 76;

    private readonly StormPlan _plan;
    private readonly byte[] _header;
    private readonly int[] _places;

    /// <summary>For a plan.</summary>
    public Message(StormPlan plan)
    {
        _plan = plan;
        string blank = new('0', Addresses.Digits);
        string date = DateTimeOffset.UtcNow.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture);
        string text = $"From: <{plan.Sender}>\r\nTo: <storm@{StormPlan.Domain}>\r\nDate: {date}\r\n"
            + $"Message-ID: <{plan.Tag}.{blank}@{StormPlan.Domain}>\r\nSubject: storm {blank}\r\n{Field}{plan.Tag} {blank}\r\n\r\n";
        _header = Encoding.ASCII.GetBytes(text);
        _places = [.. Enumerable.Range(0, text.Length).Where(i => string.CompareOrdinal(text, i, blank, 0, blank.Length) == 0)];
        Filling = MakeFilling(plan.Sizes.Most);
    }

    /// <summary>What bodies are the end of.</summary>
    internal byte[] Filling { get; }

    /// <summary>Octets of the header.</summary>
    internal int HeaderLength => _header.Length;

    /// <summary>Octets of a message's body: what its size leaves after the header, and one line at least.</summary>
    public int BodyLength(int message)
    {
        int length = Math.Clamp(_plan.Sizes.Of(message) - _header.Length, LineLength + 2, Filling.Length);
        // Not between CR and LF: a bare LF is no end of a line (RFC 5321 §2.3.8).
        return length % (LineLength + 2) == 1 ? length + 1 : length;
    }

    /// <summary>Writes a message's header.</summary>
    /// <returns>Octets.</returns>
    internal int WriteHeader(int message, Span<byte> into)
    {
        _header.CopyTo(into);
        foreach (int place in _places)
            Addresses.WriteDigits(message, into[place..]);
        return _header.Length;
    }

    private static byte[] MakeFilling(int most)
    {
        int lines = (most / (LineLength + 2)) + 1;
        byte[] filling = GC.AllocateUninitializedArray<byte>(lines * (LineLength + 2), pinned: true);
        filling.AsSpan().Fill((byte)'X');
        for (int end = LineLength; end < filling.Length; end += LineLength + 2)
            (filling[end], filling[end + 1]) = ((byte)'\r', (byte)'\n');
        return filling;
    }
}
