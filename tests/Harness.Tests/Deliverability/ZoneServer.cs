using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Harness.Core.Dns.Lookup;

namespace Harness.Tests.Deliverability;

/// <summary>A resolver on the loopback address (UDP) that knows the zones of many domains and says that it has validated them.</summary>
internal sealed class ZoneServer : IDisposable
{
    private static readonly (string Word, ushort Number)[] Types = [("A", 1), ("NS", 2), ("CNAME", 5), ("PTR", 12), ("MX", 15), ("TXT", 16), ("AAAA", 28), ("TLSA", 52)];

    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly Func<string, string, DnsAnswer> _answer;
    private readonly Task _serving;

    public ZoneServer(Func<string, string, DnsAnswer> answer)
    {
        _answer = answer;
        _serving = ServeAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)_socket.Client.LocalEndPoint!;

    public void Dispose()
    {
        _socket.Dispose();
        _serving.ContinueWith(static _ => { }, TaskScheduler.Default).Wait();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            UdpReceiveResult asked = await _socket.ReceiveAsync();
            await _socket.SendAsync(Reply(asked.Buffer), asked.RemoteEndPoint);
        }
    }

    // RFC 1035 §4.1: the question comes back as it came, then the answers, without compression.
    private byte[] Reply(byte[] query)
    {
        int at = 12;
        List<string> labels = [];
        for (; query[at] != 0; at += query[at] + 1)
        {
            labels.Add(Encoding.ASCII.GetString(query, at + 1, query[at]));
        }

        ushort number = BinaryPrimitives.ReadUInt16BigEndian(query.AsSpan(at + 1));
        string type = Types.FirstOrDefault(t => t.Number == number).Word ?? "?";
        DnsAnswer answer = _answer(string.Join('.', labels).ToLowerInvariant(), type);
        using var reply = new MemoryStream();
        reply.Write(query, 0, 2);
        int code = answer.Status switch { DnsStatus.NoName => 3, DnsStatus.Failed => 2, _ => 0 };
        Number(reply, (ushort)(0x8180 | (answer.Authentic ? 0x20 : 0) | code));
        Number(reply, 1);
        Number(reply, (ushort)answer.Records.Count);
        Number(reply, 0);
        Number(reply, 0);
        reply.Write(query, 12, at + 5 - 12);
        foreach (DnsRecord record in answer.Records)
        {
            byte[] data = Data(record);
            reply.Write(Name(record.Name));
            Number(reply, Types.Single(t => t.Word == record.Type).Number);
            Number(reply, 1);
            Number(reply, 0);
            Number(reply, 60);
            Number(reply, (ushort)data.Length);
            reply.Write(data);
        }

        return reply.ToArray();
    }

    private static byte[] Data(DnsRecord record) => record.Type switch
    {
        "A" or "AAAA" => IPAddress.Parse(record.Data).GetAddressBytes(),
        "MX" when record.Data.Split(' ') is [var preference, var host] => [0, byte.Parse(preference), .. Name(host)],
        "TXT" => [.. record.Data.Chunk(200).SelectMany(c => (byte[])[(byte)c.Length, .. Encoding.UTF8.GetBytes(c)])],
        "TLSA" when record.Data.Split(' ') is [var usage, var selector, var matching, var hex] => [byte.Parse(usage), byte.Parse(selector), byte.Parse(matching), .. Convert.FromHexString(hex)],
        _ => Name(record.Data),
    };

    private static byte[] Name(string name)
        => [.. name.Split('.', StringSplitOptions.RemoveEmptyEntries).SelectMany(l => (byte[])[(byte)l.Length, .. Encoding.ASCII.GetBytes(l)]), (byte)0];

    private static void Number(Stream stream, ushort number) => stream.Write([(byte)(number >> 8), (byte)number]);
}
