using Harness.Core.Smtp.Tls;

namespace Harness.Tests.Smtp.Tls;

/// <summary>What a server of TLS 1.2 says in clear, octet by octet, sound or with one thing wrong.</summary>
internal static class Flights
{
    public const ushort DheAead = 0x009E;

    public static readonly ClientHello Offer = new("TLSv1.0 TLSv1.1 TLSv1.2", "all", "mx.example.org");

    public static byte[] Hello(ushort version = 0x0303, ushort suite = DheAead, byte compression = 0, byte[]? extensions = null)
        => Message(2, new OctetWriter().U16(version).Raw(new byte[32]).Vector8([]).U16(suite).Raw([compression])
            .Vector16(extensions ?? [.. Extension(0xFF01, [0]), .. Extension(35, [])]).ToArray());

    public static byte[] Certificate(params byte[][] chain)
    {
        var list = new OctetWriter();
        foreach (byte[] certificate in chain)
        {
            list.Vector24(certificate);
        }

        return Message(11, new OctetWriter().Vector24(list.ToArray()).ToArray());
    }

    public static byte[] Status() => Message(22, new OctetWriter().Raw([1]).Vector24([0x30, 0]).ToArray());

    public static byte[] KeyExchange(int primeOctets = 256)
        => Message(12, new OctetWriter().Vector16([0xF0, .. new byte[primeOctets - 1]]).Vector16([2]).Vector16([4]).U16(0x0401).Vector16(new byte[256]).ToArray());

    public static byte[] Done() => Message(14, []);

    public static byte[] Extension(ushort type, byte[] content) => new OctetWriter().U16(type).Vector16(content).ToArray();

    public static byte[] Message(byte type, byte[] body) => new OctetWriter().Raw([type]).Vector24(body).ToArray();

    public static byte[] Record(byte type, params byte[][] contents) => new OctetWriter().Raw([type]).U16(0x0303).Vector16([.. contents.SelectMany(c => c)]).ToArray();

    public static byte[] Whole() => Record(22, Hello(), Certificate(SelfSigned.Certificate.RawData), Status(), KeyExchange(), Done());

    public static (ServerFlight Flight, FlightReader Reader) Read(byte[] octets, ClientHello? offer = null, int piece = int.MaxValue)
    {
        var flight = new ServerFlight(offer ?? Offer);
        var reader = new FlightReader(flight);
        foreach (byte[] part in octets.Chunk(Math.Min(piece, Math.Max(1, octets.Length))))
        {
            reader.Feed(part);
        }

        return (flight, reader);
    }
}
