namespace Harness.Core.Smtp.Tls;

/// <summary>
/// Reads numbers and vectors as TLS has them, and remembers when there were fewer octets than a length promised: what is read
/// after that is empty, and nothing of it counts.
/// </summary>
internal ref struct OctetReader(ReadOnlySpan<byte> octets)
{
    private ReadOnlySpan<byte> _rest = octets;
    private bool _isShort;

    /// <summary>Whether every length was true so far.</summary>
    public readonly bool IsSound => !_isShort;

    /// <summary>Whether every length was true and nothing is left over.</summary>
    public readonly bool IsOver => !_isShort && _rest.IsEmpty;

    /// <summary>Whether there is more to read.</summary>
    public readonly bool HasMore => !_isShort && !_rest.IsEmpty;

    public byte U8() => Take(1) is [var number] ? number : (byte)0;

    public ushort U16() => Take(2) is [var high, var low] ? (ushort)((high << 8) | low) : (ushort)0;

    public ReadOnlySpan<byte> Vector8() => Take(U8());

    public ReadOnlySpan<byte> Vector16() => Take(U16());

    public ReadOnlySpan<byte> Vector24() => Take((U8() << 16) | U16());

    public ReadOnlySpan<byte> Take(int count)
    {
        if (_isShort || _rest.Length < count)
        {
            _isShort = true;
            return [];
        }

        ReadOnlySpan<byte> taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
