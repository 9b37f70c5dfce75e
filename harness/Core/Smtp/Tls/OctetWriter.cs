using System.Buffers.Binary;

namespace Harness.Core.Smtp.Tls;

/// <summary>Writes numbers and vectors as TLS has them (RFC 8446 §3).</summary>
internal sealed class OctetWriter
{
    private readonly List<byte> _octets = [];

    public int Length => _octets.Count;

    public static byte[] Of(IReadOnlyList<ushort> numbers)
    {
        var all = new OctetWriter();
        foreach (ushort number in numbers)
        {
            all.U16(number);
        }

        return all.ToArray();
    }

    public OctetWriter Raw(ReadOnlySpan<byte> octets)
    {
        _octets.AddRange(octets);
        return this;
    }

    public OctetWriter U16(ushort number)
    {
        Span<byte> two = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(two, number);
        return Raw(two);
    }

    public OctetWriter Vector8(ReadOnlySpan<byte> content) => Raw([checked((byte)content.Length)]).Raw(content);

    public OctetWriter Vector16(ReadOnlySpan<byte> content) => U16(checked((ushort)content.Length)).Raw(content);

    public OctetWriter Vector24(ReadOnlySpan<byte> content) => Raw([checked((byte)(content.Length >> 16))]).U16((ushort)content.Length).Raw(content);

    public byte[] ToArray() => [.. _octets];
}
