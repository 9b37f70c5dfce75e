using System.Net;
using System.Text;

namespace Harness.Tests.Residency;

/// <summary>Writes small files of countries in MaxMind's format: an IPv4 tree with records of 24 bits.</summary>
internal static class CountryFiles
{
    public static byte[] Of(params (string Network, int Bits, string Country)[] networks)
    {
        List<byte> data = [];
        List<int[]> nodes = [[-1, -1]];
        foreach ((string network, int bits, string country) in networks)
        {
            int at = data.Count;
            data.AddRange([0xe1, .. Text("country"), 0xe2, .. Text("names"), 0xe0, .. Text("iso_code"), .. Text(country)]);
            byte[] octets = IPAddress.Parse(network).GetAddressBytes();
            int node = 0;
            for (int bit = 0; bit < bits; bit++)
            {
                int side = (octets[bit / 8] >> (7 - (bit % 8))) & 1;
                if (bit == bits - 1)
                {
                    nodes[node][side] = -2 - at;
                    continue;
                }

                if (nodes[node][side] < 0)
                {
                    nodes.Add([-1, -1]);
                    nodes[node][side] = nodes.Count - 1;
                }

                node = nodes[node][side];
            }
        }

        return Put(nodes, [.. data], nodes.Count);
    }

    /// <summary>A file whose tree is longer than it is.</summary>
    public static byte[] WithMetadata(string _, int nodes) => Put([[-1, -1]], [0xe0], nodes);

    /// <summary>A file in which every address leads to these octets.</summary>
    public static byte[] WithData(byte[] data) => Put([[-2, -2]], data, 1);

    private static byte[] Put(List<int[]> nodes, byte[] data, int count) =>
    [
        .. nodes.SelectMany(n => n).SelectMany(v => Three(v == -1 ? nodes.Count : v < 0 ? nodes.Count + 16 + (-2 - v) : v)),
        .. new byte[16], .. data,
        0xab, 0xcd, 0xef, .. Encoding.ASCII.GetBytes("MaxMind.com"),
        0xe3, .. Text("node_count"), 0xc4, (byte)(count >> 24), (byte)(count >> 16), (byte)(count >> 8), (byte)count,
        .. Text("record_size"), 0xa1, 24, .. Text("ip_version"), 0xa1, 4,
    ];

    private static byte[] Three(int value) => [(byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private static byte[] Text(string text) => [(byte)(0x40 | text.Length), .. Encoding.ASCII.GetBytes(text)];
}
