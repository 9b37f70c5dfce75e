using System.Text;
using Harness.Core.MailLogs.Counting;
using Harness.Core.MailLogs.Digesting;
using Harness.Core.MailLogs.Reading;

namespace Harness.Tests.MailLogs;

/// <summary>The parts of which counting is made.</summary>
public sealed class CountingTests
{
    [Test]
    public void A_full_table_keeps_whoever_is_heavy_and_says_how_far_it_may_be_out()
    {
        var table = new BoundedTable<Count>(100, c => c.Value);
        var random = new Random(1);
        for (int i = 0; i < 100_000; i++)
        {
            table.Of(i % 4 == 0 ? "heavy"u8 : Encoding.ASCII.GetBytes($"light{random.Next(50_000)}")).Value++;
        }

        table.Count.Should().BeLessThanOrEqualTo(100);
        (byte[] name, Count count) = table.Heaviest(1).Single();
        Encoding.ASCII.GetString(name).Should().Be("heavy");
        count.Value.Should().BeInRange(25_000 - table.Missing, 25_000);
        table.Missing.Should().BeGreaterThan(0);
    }

    [TestCase("B6D741AC061: client=x", 11)]
    [TestCase("4jb9lq3KpszFC1g: client=x", 15)]
    [TestCase("NOQUEUE: reject: x", null)]
    [TestCase("warning: dict_nis_init: x", null)]
    [TestCase("connect from x[1.2.3.4]", null)]
    [TestCase("B6D741AC061:client", null)]
    [TestCase("ABCDE: short", null)]
    [TestCase("4jb9lq3Kps: no z and short", null)]
    [TestCase("B6D741AC061B6D741AC061B6D741AC061: too long", null)]
    public void Queue_ids_of_either_form_are_told_from_words(string text, int? expected)
    {
        bool isOne = QueueKey.TryRead(Encoding.UTF8.GetBytes(text), out _, out int length);

        (isOne ? length : (int?)null).Should().Be(expected);
    }

    [Test]
    public void Lines_are_the_same_however_the_octets_are_cut([Values(1, 2, 3, 7, 100, 65536)] int part)
    {
        byte[] octets = [.. "one\n\ntwo\r\n"u8, .. Enumerable.Repeat((byte)'x', LineSplitter.LongestLine + 5), .. "\nthree\nfour"u8];
        var lines = new List<string>();
        var splitter = new LineSplitter();

        foreach (byte[] cut in octets.Chunk(part))
            splitter.Feed(cut, Add);
        splitter.End(Add);

        lines.Should().Equal("one", "", "two\r", new string('x', LineSplitter.LongestLine), "three", "four");
        splitter.Cut.Should().Be(1);
        void Add(ReadOnlySpan<byte> line) => lines.Add(Encoding.ASCII.GetString(line));
    }

    [TestCase("554 5.7.1 Service unavailable; Client host [1.2.3.4] blocked using zen.spamhaus.org; listed; from=<a@b>", "reject_rbl_client zen.spamhaus.org", "Client")]
    [TestCase("550 5.7.1 Service unavailable; client [1.2.3.4] blocked using zen.spamhaus.org; from=<a@b>", "postscreen_dnsbl_sites zen.spamhaus.org", "Client")]
    [TestCase("554 5.7.1 Service unavailable; Sender address [a@b] blocked using dbl.example; from=<a@b>", "reject_rhsbl_sender dbl.example", "Sender")]
    [TestCase("504 5.5.2 <x>: Helo command rejected: need fully-qualified hostname; from=<a@b>", "reject_non_fqdn_helo_hostname", "Helo")]
    [TestCase("550 5.1.1 <\"a>: b\"@c>: Recipient address rejected: User unknown in local recipient table; from=<>", "reject_unlisted_recipient", "Recipient")]
    [TestCase("450 4.7.25 Client host rejected: cannot find your hostname, [1.2.3.4]; from=<a@b>", "reject_unknown_client_hostname", "Client")]
    [TestCase("450 4.2.0 <a@b>: Recipient address rejected: Greylisted for 299 seconds; from=<a@b>", "Recipient address rejected: Greylisted for # seconds", "Recipient")]
    [TestCase("bare <LF> received; from=<a@b>", "smtpd_forbid_bare_newline", "Other")]
    [TestCase("", "", "Other")]
    public void The_restriction_is_told_by_the_words_of_the_reply(string reply, string expected, string about)
    {
        Span<byte> name = stackalloc byte[RefusalReason.Longest];
        byte[] octets = Encoding.UTF8.GetBytes(reply);

        RefusedFor what = RefusalReason.Of(octets, name, out int length, out _);

        (Encoding.UTF8.GetString(name[..length]), what.ToString()).Should().Be((expected, about));
    }
}
