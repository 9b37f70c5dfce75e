using System.Text;
using Harness.Core.Smtp;

namespace Harness.Tests.Smtp;

public sealed class VisibleTests
{
    [Test]
    public void Octets_survive_the_round_trip()
    {
        var random = new Random(5321);
        for (var round = 0; round < 500; round++)
        {
            var octets = new byte[random.Next(64)];
            random.NextBytes(octets);
            var text = Visible.Escape(octets);
            text.Should().MatchRegex("^[ -~]*$");
            Visible.Unescape(text).Should().Equal(octets);
        }
    }

    [Test]
    public void Random_text_never_shows_a_control_or_an_invisible_character()
    {
        var random = new Random(5322);
        for (var round = 0; round < 500; round++)
        {
            var text = new string([.. Enumerable.Range(0, 40).Select(_ => (char)random.Next(0x10000))]);
            Visible.Escape(text).EnumerateRunes()
                .Should().NotContain(r => Rune.IsControl(r) || r.Value == 0xfffd && !text.Contains('\ufffd'));
        }
    }

    [TestCase("a\r\n.\t\\", @"a\r\n.\t\\")]
    [TestCase("\0\x1b[2J\x7f", @"\x00\x1b[2J\x7f")]
    [TestCase("\x80\xff", @"\x80\xff")]
    public void Octets_outside_printable_ascii_are_escaped(string octets, string expected) =>
        Visible.Escape(Encoding.Latin1.GetBytes(octets)).Should().Be(expected);

    [TestCase("Grüße, 你好 €5 – “x”")]
    [TestCase("plain <b>text</b> 😀")]
    public void Printable_text_stays(string text) => Visible.Escape(text).Should().Be(text);

    [TestCase("\u202egnp.exe", @"\u{202E}gnp.exe")]
    [TestCase("\u2066\u2069\u200e\u200f\u061c", @"\u{2066}\u{2069}\u{200E}\u{200F}\u{061C}")]
    [TestCase("a\u200bb\ufeff", @"a\u{200B}b\u{FEFF}")]
    [TestCase("\u001b[31m\0", @"\u{001B}[31m\u{0000}")]
    [TestCase("\u009b\u0085", @"\u{009B}\u{0085}")]
    [TestCase("\u2028\u2029\u00a0", @"\u{2028}\u{2029}\u{00A0}")]
    [TestCase("\u3164\u2800", @"\u{3164}\u{2800}")]
    [TestCase("\U000e0041", @"\u{E0041}")]
    [TestCase("a\r\n\t\\", @"a\r\n\t\\")]
    public void Characters_that_deceive_are_spelt_out(string text, string expected) =>
        Visible.Escape(text).Should().Be(expected);

    // Built here, because a lone surrogate cannot pass through the name of a test case.
    [Test]
    public void A_lone_surrogate_is_spelt_out() =>
        Visible.Escape("a" + (char)0xd800 + "b" + (char)0xdc00).Should().Be(@"a\u{D800}b\u{DC00}");

    [TestCase(@"\x0D\x0a", new byte[] { 13, 10 })]
    [TestCase(@"\u{20AC}", new byte[] { 0xe2, 0x82, 0xac })]
    [TestCase("ü", new byte[] { 0xc3, 0xbc })]
    [TestCase("", new byte[0])]
    public void Escapes_written_by_hand_are_read(string text, byte[] expected) =>
        Visible.Unescape(text).Should().Equal(expected);

    [TestCase(@"\")]
    [TestCase(@"\q")]
    [TestCase(@"\x4")]
    [TestCase(@"\xg0")]
    [TestCase(@"\u{}")]
    [TestCase(@"\u{D800}")]
    [TestCase(@"\u{110000}")]
    [TestCase(@"\u{41")]
    public void A_broken_escape_is_the_writers_fault(string text) =>
        FluentActions.Invoking(() => Visible.Unescape("ab" + text))
            .Should().Throw<FormatException>().WithMessage("*character 2*");
}
