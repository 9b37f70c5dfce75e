using Harness.Core.Smtp.Tls;

namespace Harness.Tests.Smtp.Tls;

/// <summary>What stands where in a hello, by its version.</summary>
public sealed class HelloOctetsTests
{
    private const ushort RenegotiationIsSecure = 0x00FF;

    [TestCase("TLSv1.0", 0x0301, "server_name status curves points ticket renegotiation")]
    [TestCase("TLSv1.2", 0x0303, "server_name status curves points ticket renegotiation signatures")]
    [TestCase("TLSv1.2 TLSv1.3", 0x0303, "server_name status curves points ticket renegotiation signatures versions modes shares")]
    public void Each_version_has_its_extensions(string versions, int legacy, string extensions)
    {
        Read hello = new(new ClientHello(versions, "aead cbc", "mx.example.org"));
        hello.Record.Should().Be(0x0301);
        hello.Legacy.Should().Be((ushort)legacy);
        hello.Suites.Should().NotContain(RenegotiationIsSecure);
        string.Join(' ', hello.Extensions.Keys.Where(k => k != 21).Select(Name)).Should().Be(extensions);
    }

    [Test]
    public void Only_a_hello_of_tls_1_3_has_an_identifier()
    {
        new Read(new ClientHello("TLSv1.3", "all", "")).Session.Should().Be(32);
        new Read(new ClientHello("TLSv1.2", "all", "")).Session.Should().Be(0);
    }

    [Test]
    public void A_hello_of_ssl_3_says_by_a_suite_that_renegotiation_is_secure()
        => new Read(new ClientHello("SSLv3", "all", "")).Suites[^1].Should().Be(RenegotiationIsSecure);

    [Test]
    public void Without_a_name_none_is_asked_for() => new Read(new ClientHello("TLSv1.2", "aead", "")).Extensions.Should().NotContainKey(0);

    [Test]
    public void Extensions_say_what_a_client_of_today_says()
    {
        var extensions = new Read(new ClientHello("TLSv1.2 TLSv1.3", "aead", "mx")).Extensions;
        extensions[0].Should().Equal(0, 5, 0, 0, 2, (byte)'m', (byte)'x');
        extensions[5].Should().Equal(1, 0, 0, 0, 0);
        extensions[11].Should().Equal(1, 0);
        extensions[35].Should().BeEmpty();
        extensions[0xFF01].Should().Equal(0);
        extensions[43].Should().Equal([4, 3, 4, 3, 3], "the newest version first");
        extensions[45].Should().Equal(1, 1);
    }

    [Test]
    public void A_hello_between_256_and_511_octets_is_padded_to_512([Range(60, 75)] int name)
        => (new ClientHello("TLSv1.2", "aead", new string('x', name)).Octets().Length - 5).Should().BeOneOf(512, 255, 254, 253, 252, 251, 250, 249, 248, 247, 246, 245, 244, 243, 242, 241, 240);

    [TestCase("mx", "ClientHello: TLSv1.2, suites all, for mx")]
    [TestCase("", "ClientHello: TLSv1.2, suites all, without a server name")]
    public void A_transcript_says_what_was_offered(string name, string line) => new ClientHello("TLSv1.2", "all", name).ToString().Should().Be(line);

    private static string Name(int extension) => extension switch
    {
        0 => "server_name",
        5 => "status",
        10 => "curves",
        11 => "points",
        13 => "signatures",
        35 => "ticket",
        43 => "versions",
        45 => "modes",
        51 => "shares",
        0xFF01 => "renegotiation",
        _ => $"{extension}",
    };

    private sealed class Read
    {
        public Read(ClientHello hello)
        {
            var record = new OctetReader(hello.Octets());
            _ = record.U8();
            Record = record.U16();
            var message = new OctetReader(record.Vector16());
            _ = message.U8();
            var body = new OctetReader(message.Vector24());
            Legacy = body.U16();
            _ = body.Take(32);
            Session = body.Vector8().Length;
            var suites = new OctetReader(body.Vector16());
            while (suites.HasMore)
                Suites.Add(suites.U16());
            _ = body.Vector8();
            var extensions = new OctetReader(body.HasMore ? body.Vector16() : []);
            while (extensions.HasMore)
                Extensions[extensions.U16()] = extensions.Vector16().ToArray();
        }

        public ushort Record { get; }

        public ushort Legacy { get; }

        public int Session { get; }

        public List<ushort> Suites { get; } = [];

        public Dictionary<int, byte[]> Extensions { get; } = [];
    }
}
