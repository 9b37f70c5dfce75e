using Harness.Core.Smtp.Tls;
using static Harness.Tests.Smtp.Tls.Flights;

namespace Harness.Tests.Smtp.Tls;

/// <summary>Everything a server sends in answer to a hello is hostile.</summary>
public sealed class FlightReaderTests
{
    [TestCase(1)]
    [TestCase(7)]
    [TestCase(100_000)]
    public void Reads_an_answer_in_whatever_pieces_it_comes(int piece)
    {
        (ServerFlight flight, FlightReader reader) = Read(Whole(), piece: piece);

        (flight.IsWhole, reader.IsOver, reader.Defect, reader.FatalAlert).Should().Be((true, true, null, null));
        (flight.Answer!.Version, flight.Answer.Suite, flight.Answer.HasSessionId).Should().Be(((ushort)0x0303, DheAead, false));
        flight.Answer.Extensions.Should().BeEquivalentTo([(ushort)0xFF01, (ushort)35]);
        flight.Certificates.Should().ContainSingle().Which.Should().Equal(SelfSigned.Certificate.RawData);
        flight.IsStapled.Should().BeTrue();
        flight.Group.Should().Be(new AgreedGroup("DH 2048", 112));
    }

    [Test]
    public void A_message_may_be_cut_into_records()
    {
        byte[] messages = [.. Hello(), .. Certificate(SelfSigned.Certificate.RawData), .. KeyExchange(), .. Done()];
        Read([.. messages.Chunk(10).SelectMany(c => Record(22, c))]).Flight.IsWhole.Should().BeTrue();
    }

    [Test]
    public void An_answer_that_ends_anywhere_is_not_whole()
    {
        byte[] whole = Whole();
        for (int length = 0; length < whole.Length; length++)
        {
            (ServerFlight flight, FlightReader reader) = Read(whole[..length]);
            (flight.IsWhole, reader.Defect).Should().Be((false, null), "{0} octets are a beginning", length);
        }
    }

    [Test]
    public void No_mutation_of_an_answer_throws()
    {
        var random = new Random(8446);
        byte[] whole = Whole();
        for (int round = 0; round < 20_000; round++)
        {
            byte[] mutated = [.. whole];
            for (int change = random.Next(1, 5); change > 0; change--)
            {
                mutated[random.Next(random.Next(2) == 0 ? 120 : mutated.Length)] = (byte)random.Next(256);
            }

            (ServerFlight flight, FlightReader reader) = Read(mutated[..random.Next(mutated.Length)], piece: 512);
            (flight.IsWhole && reader.Defect is not null).Should().BeFalse();
        }
    }

    [Test]
    public void No_garbage_throws_or_is_an_answer()
    {
        var random = new Random(5246);
        for (int round = 0; round < 5_000; round++)
        {
            byte[] garbage = new byte[random.Next(1, 400)];
            random.NextBytes(garbage);
            if (round % 2 == 0)
            {
                new byte[] { 22, 3, 3, 0 }.AsSpan(0, Math.Min(4, garbage.Length)).CopyTo(garbage);
            }

            Read(garbage).Flight.IsWhole.Should().BeFalse();
        }
    }

    private static IEnumerable<TestCaseData> Defects()
    {
        yield return Case("no record of TLS", "502 5.5.1 what is TLS?\r\n"u8.ToArray());
        yield return Case("no record of TLS", "\x16bcde"u8.ToArray());
        yield return Case("a record of 0 octets", [22, 3, 3, 0, 0]);
        yield return Case("a record of 16385 octets", [22, 3, 3, 0x40, 1]);
        yield return Case("a message of 16777215 octets", Record(22, [2, 0xFF, 0xFF, 0xFF]));
        yield return Case("type 11 where a ServerHello", Record(22, Certificate([1])));
        yield return Case("type 99 where a ServerHello", Record(22, Message(99, [])));
        yield return Case("type 2 where another", Record(22, Hello(), Hello()));
        yield return Case("type 11 where another", Record(22, Hello(), KeyExchange(), Certificate([1])));
        yield return Case("type 22 where another", Record(22, Hello(), Status(), Status()));
        yield return Case("ServerHello that cannot be read", Record(22, Message(2, [])));
        yield return Case("ServerHello that cannot be read", Record(22, Message(2, new byte[37])));
        yield return Case("ServerHello that cannot be read", Record(22, Hello(extensions: [.. Extension(35, []), .. Extension(35, [])])));
        yield return Case("ServerHello that cannot be read", Record(22, Hello(extensions: [0, 35, 0, 9])));
        yield return Case("ServerHello that cannot be read", Record(22, Hello(extensions: Extension(43, [3]))));
        yield return Case("ServerHello that cannot be read", Record(22, Hello(extensions: Extension(43, [3, 4, 5]))));
        yield return Case("version 0x0305, which was not offered", Record(22, Hello(version: 0x0305)));
        yield return Case("version TLSv1.3, which was not offered", Record(22, Hello(extensions: Extension(43, [3, 4]))));
        yield return Case("version 0x0002, which was not offered", Record(22, Hello(version: 2)));
        yield return Case("suite 0x1301, which was not offered", Record(22, Hello(suite: 0x1301)));
        yield return Case("suite 0xABCD, which was not offered", Record(22, Hello(suite: 0xABCD)));
        yield return Case("certificates that cannot be read", Record(22, Hello(), Message(11, [0, 0, 9, 0, 0, 1, 1])));
        yield return Case("certificates that cannot be read", Record(22, Hello(), Message(11, [0, 0, 4, 0, 0, 9, 1])));
        yield return Case("certificates that cannot be read", Record(22, Hello(), Certificate([.. Enumerable.Repeat(new byte[] { 1 }, 17)])));
        yield return Case("status of the certificate that cannot be read", Record(22, Hello(), Message(22, [2, 0, 0, 1, 1])));
        yield return Case("key exchange that cannot be read", Record(22, Hello(), Message(12, [1, 0, 1])));
        yield return Case("end of the hello that cannot be read", Record(22, Hello(), Message(14, [0])));
        yield return Case("alert that cannot be read", Record(21, [3, 40]));
        yield return Case("alert that cannot be read", Record(21, [2]));
        yield return Case("warnings without an end", [.. Enumerable.Repeat(Record(21, [1, 112]), 20).SelectMany(r => r)]);
        yield return Case("octets without an end", [.. Enumerable.Repeat(Record(22, Message(2, new byte[FlightReader.MostOctets])[..10_000]), 30).SelectMany(r => r)]);

        static TestCaseData Case(string says, byte[] octets) => new TestCaseData(octets, says).SetArgDisplayNames(says);
    }

    [TestCaseSource(nameof(Defects))]
    public void Says_what_is_wrong(byte[] octets, string says)
    {
        (ServerFlight flight, FlightReader reader) = Read(octets);
        reader.Defect.Should().Contain(says);
        flight.IsWhole.Should().BeFalse();
    }

    [Test]
    public void A_warning_before_the_answer_means_nothing()
    {
        (ServerFlight flight, FlightReader reader) = Read([.. Record(21, [1, 112]), .. Whole()]);
        (flight.IsWhole, reader.FatalAlert).Should().Be((true, null));
    }

    [TestCase(70, "protocol_version")]
    [TestCase(40, "handshake_failure")]
    [TestCase(200, "alert 200")]
    public void A_fatal_alert_is_a_refusal_by_name(byte code, string name)
        => Read(Record(21, [2, code])).Reader.FatalAlert.Should().Be(name);

    [TestCase(64, "DH 512", 32)]
    [TestCase(128, "DH 1024", 80)]
    [TestCase(384, "DH 3072", 128)]
    public void Tells_the_size_of_a_prime(int octets, string name, int strength)
        => Read(Record(22, Hello(), Certificate([1]), KeyExchange(octets), Done())).Flight.Group.Should().Be(new AgreedGroup(name, strength));

    [Test]
    public void Tells_a_curve_by_name()
        => Read(Record(22, Hello(suite: 0xC02F), Certificate([1]), Message(12, [3, 0, 23, 1, 4, 4, 1, 0, 1, 1]), Done())).Flight.Group.Should().Be(new AgreedGroup("secp256r1", 128));

    [Test]
    public void Of_tls_1_3_the_first_message_is_all_that_is_in_clear()
    {
        byte[] hello = Record(22, Hello(suite: 0x1301, extensions: [.. Extension(43, [3, 4]), .. Extension(51, [0, 29, 0, 1, 9])]));
        (ServerFlight flight, FlightReader reader) = Read([.. hello, 20, 3, 3, 0, 1, 1, 23, 3, 3], new ClientHello("TLSv1.2 TLSv1.3", "all", ""));
        (flight.IsWhole, reader.Defect, flight.Group).Should().Be((true, null, new AgreedGroup("x25519", 128)));
    }
}
