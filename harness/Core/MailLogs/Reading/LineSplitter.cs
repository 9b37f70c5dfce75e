namespace Harness.Core.MailLogs.Reading;

/// <summary>
/// Cuts octets into lines, wherever the octets were cut themselves: of a line that is longer than <see cref="LongestLine"/> the beginning
/// is handed on and the rest is skipped, so that nothing ever grows.
/// </summary>
internal sealed class LineSplitter
{
    /// <summary>The most that is looked at of a line, in octets. Postfix writes no more than some 2000 characters.</summary>
    public const int LongestLine = 64 * 1024;

    private readonly byte[] _carry = new byte[LongestLine];
    private int _carried;

    /// <summary>What to do with a line, without its line end.</summary>
    public delegate void Taking(ReadOnlySpan<byte> line);

    /// <summary>How many lines were cut.</summary>
    public long Cut { get; private set; }

    /// <summary>Takes the next octets.</summary>
    public void Feed(ReadOnlySpan<byte> octets, Taking take)
    {
        int length;
        while ((length = octets.IndexOf((byte)'\n')) >= 0)
        {
            ReadOnlySpan<byte> line = octets[..length];
            if (_carried > 0)
            {
                Carry(line);
                line = _carry.AsSpan(0, Math.Min(_carried, LongestLine));
            }
            else if (length > LongestLine)
            {
                line = line[..LongestLine];
                Cut++;
            }
            take(line);
            _carried = 0;
            octets = octets[(length + 1)..];
        }
        Carry(octets);
    }

    /// <summary>Takes what is left behind the last line end.</summary>
    public void End(Taking take)
    {
        if (_carried > 0)
            take(_carry.AsSpan(0, Math.Min(_carried, LongestLine)));
        _carried = 0;
    }

    private void Carry(ReadOnlySpan<byte> octets)
    {
        int kept = Math.Min(octets.Length, LongestLine - Math.Min(_carried, LongestLine));
        octets[..kept].CopyTo(_carry.AsSpan(Math.Min(_carried, LongestLine)));
        if (kept < octets.Length && _carried <= LongestLine)
            Cut++;
        // One more than fits says that the line was cut already.
        _carried = kept < octets.Length ? LongestLine + 1 : _carried + kept;
    }
}
