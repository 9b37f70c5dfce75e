using System.Text;
using Harness.Core.Smtp;

namespace Harness.Tests.Smtp;

public sealed class EndOfDataTests
{
    [TestCase("a\n.\nb\r\n", @"\n.\n")]
    [TestCase("a\n.\r\nb\r\n", @"\n.\r\n")]
    [TestCase("a\r.\rb\r\n", @"\r.\r")]
    [TestCase("a\r.\r\nb\r\n", @"\r.\r\n")]
    [TestCase("a\r\n.\rb\r\n", @"\r\n.\r")]
    [TestCase("a\r\n\0.\r\nb\r\n", @"\r\n\x00.\r\n")]
    [TestCase("a\r\n.\0\r\nb\r\n", @"\r\n.\x00\r\n")]
    [TestCase(".\nb\r\n", @".\n")]
    [TestCase("a\r\n..\r\nb.\r\n", null)]
    [TestCase("a\n..\nb\r\n", null)]
    [TestCase("a\r\n .\r\n", null)]
    [TestCase("a\r\n.b\r\n", null)]
    [TestCase("", null)]
    public void A_lone_dot_before_the_end_is_found(string content, string? early) => EndOfData.Early(Encoding.Latin1.GetBytes(content)).Should().Be(early);

    [TestCase("a\r\nb\r\n", false)]
    [TestCase("a\nb", true)]
    [TestCase("a\rb", true)]
    [TestCase("a\r", true)]
    [TestCase("a\r\r\n", true)]
    [TestCase("a\0b", true)]
    [TestCase("", false)]
    [TestCase("\r\n", false)]
    [TestCase("\r\n\r\na", false)]
    [TestCase("\r\n\n", true)]
    [TestCase("\r\n\r", true)]
    [TestCase("\n", true)]
    public void A_stray_octet_is_found(string content, bool stray) => EndOfData.HasStray(Encoding.Latin1.GetBytes(content)).Should().Be(stray);

    [Test]
    public void Only_the_stuffed_dot_of_a_line_is_removed()
        => Encoding.Latin1.GetString(EndOfData.Unstuffed("..a\r\n..\r\nb.\r\n.c\r\n\n.d"u8)).Should().Be(".a\r\n.\r\nb.\r\nc\r\n\n.d");

    [Test]
    public void Hostile_octets_take_no_time()
        => EndOfData.Early(Encoding.Latin1.GetBytes(new string('\n', 16 * 1024) + new string('\0', 16 * 1024))).Should().BeNull();
}
