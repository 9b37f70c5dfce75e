using System.Buffers.Binary;
using System.Net;

namespace Harness.Core.Residency;

/// <summary>
/// The countries of addresses, from a file in MaxMind's format (MMDB 2.0) that the user supplies. The file may be anybody's: every
/// offset is held against its length, and nothing nests deeper than sixteen levels.
/// </summary>
public sealed class CountryFile
{
    /// <summary>The largest file that is read, in octets.</summary>
    public const long MaxOctets = 512L * 1024 * 1024;

    private const int MostNodes = 1 << 28;
    private const int MetadataWithin = 128 * 1024;
    private const int Separator = 16;

    private static readonly byte[] _marker = [0xab, 0xcd, 0xef, .. "MaxMind.com"u8];

    private readonly byte[] _file;
    private readonly int _nodes;
    private readonly int _recordBits;
    private readonly int _version;
    private readonly int _data;

    /// <summary>Reads the head of a file.</summary>
    /// <exception cref="FormatException">It is no such file; the message says why.</exception>
    public CountryFile(byte[] file)
    {
        _file = file;
        int searched = Math.Max(0, file.Length - MetadataWithin);
        int marker = file.AsSpan(searched).LastIndexOf(_marker);
        if (marker < 0)
        {
            throw new FormatException("not a file in MaxMind's format (MMDB): it has no metadata");
        }

        var metadata = new MmdbValues(file, searched + marker + _marker.Length, file.Length);
        int head = metadata.Start;
        _nodes = (int)(metadata.Number(head, "node_count") is { } nodes and <= MostNodes ? nodes : throw new FormatException("its metadata has no node_count"));
        _recordBits = metadata.Number(head, "record_size") is { } bits and (24 or 28 or 32) ? (int)bits : throw new FormatException("its record_size is none of 24, 28 and 32");
        _version = metadata.Number(head, "ip_version") is { } version and (4 or 6) ? (int)version : throw new FormatException("its ip_version is neither 4 nor 6");
        long tree = (long)_nodes * _recordBits / 4;
        _data = tree + Separator <= file.Length ? (int)tree + Separator : throw new FormatException("its tree is longer than the file");
    }

    /// <summary>The ISO 3166 code of an address's country in capitals, or null where the file does not say.</summary>
    /// <exception cref="FormatException">The file is broken at this place.</exception>
    public string? CountryOf(IPAddress address)
    {
        byte[] octets = address.IsIPv4MappedToIPv6 ? address.MapToIPv4().GetAddressBytes() : address.GetAddressBytes();
        if (_version == 4 && octets.Length == 16)
        {
            return null;
        }

        // IPv4 stands in the first 2^32 addresses of an IPv6 tree.
        octets = _version == 6 && octets.Length == 4 ? [.. new byte[12], .. octets] : octets;
        long node = 0;
        for (int bit = 0; bit < octets.Length * 8 && node < _nodes; bit++)
        {
            node = Record((int)node, (octets[bit / 8] >> (7 - (bit % 8))) & 1);
        }

        if (node <= _nodes)
        {
            return null;
        }

        long at = node - _nodes - Separator + _data;
        var values = new MmdbValues(_file, _data, _file.Length);
        return at < _file.Length && at >= _data
            ? (values.Text((int)at, "country", "iso_code") ?? values.Text((int)at, "registered_country", "iso_code") ?? values.Text((int)at, "country_code"))?.ToUpperInvariant()
            : throw new FormatException("it leads outside of itself");
    }

    private long Record(int node, int side)
    {
        ReadOnlySpan<byte> both = _file.AsSpan(node * (_recordBits / 4), _recordBits / 4);
        return _recordBits switch
        {
            24 => (both[side * 3] << 16) | (both[(side * 3) + 1] << 8) | both[(side * 3) + 2],
            28 => side == 0
                ? ((both[3] & 0xf0) << 20) | (both[0] << 16) | (both[1] << 8) | both[2]
                : ((both[3] & 0x0f) << 24) | (both[4] << 16) | (both[5] << 8) | both[6],
            _ => BinaryPrimitives.ReadUInt32BigEndian(both[(side * 4)..]),
        };
    }
}
