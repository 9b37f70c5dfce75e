using Harness.Core.Postfix.Configuration;

namespace Harness.Tests.Postfix.Configuration;

public class MainCfTests
{
    // Each expectation was seen from postconf -n of Postfix 3.7.11.
    [TestCase("mydomain=z", "z")]
    [TestCase("mydomain = z  ", "z")]
    [TestCase("mydomain =", "")]
    [TestCase("mydomain = a=b", "a=b")]
    [TestCase("mydomain = x\r\n y\r\n", "x\r y")]
    [TestCase("mydomain = x\0y\n z\nmyorigin = y", "x")]
    [TestCase("mydomain = x\n#\0\n y", "x y")]
    [TestCase("mydomain =\n  x,\n# c\n\n   \t\n  y\n#z\n", "x,  y")]
    [TestCase("mydomain = a\nmydomain = b", "b")]
    [TestCase("mydomain = a # no comment", "a # no comment")]
    [TestCase("mydomain = a\n  # a comment\n b", "a b")]
    public void Reads_a_value(string text, string value) =>
        MainCf.Parse(text, "main.cf").Find("mydomain")!.Value.Should().Be(value);

    [TestCase("mydomain=z\nfoo\n", 2, "missing '=' after attribute name: \"foo\"", true)]
    [TestCase("mydomain=z\n= x\n", 2, "missing attribute name: \"= x\"", true)]
    [TestCase("foo bar = x\n", 1, "missing '=' after attribute name: \"foo bar = x\"", true)]
    [TestCase("mydomain=a\nmydomain=b\n", 2, "overriding earlier entry: mydomain=a", false)]
    [TestCase("\n \n# c\n   mydomain = x\n", 4, "logical line must not start with whitespace: \"   mydomain = x\"", false)]
    public void Complains_as_postfix_does(string text, int line, string message, bool fatal) =>
        MainCf.Parse(text, "main.cf").Problems.Should().Equal(new MainCfProblem(line, message) { IsFatal = fatal });

    [Test]
    public void Leaves_out_a_line_that_continues_nothing() =>
        MainCf.Parse("  mydomain = x\n", "main.cf").Find("mydomain").Should().BeNull();

    [Test]
    public void Does_not_complain_about_the_same_value_twice() =>
        MainCf.Parse("a = 1\na = 1\n", "main.cf").Problems.Should().BeEmpty();

    [Test]
    public void Keeps_overridden_settings_in_file_order() =>
        MainCf.Parse("a = 1\nb = 2\na = 3\n", "main.cf").Settings.Select(s => (s.Name, s.Value, s.Line))
            .Should().Equal(("a", "1", 1), ("b", "2", 2), ("a", "3", 3));

    [Test]
    public void Numbers_the_physical_lines_of_a_value() =>
        MainCf.Parse("a =\n# no\n one\n\n two\n", "main.cf").Find("a")!.Lines
            .Should().Equal((1, "a ="), (3, " one"), (5, " two"));

    [Test]
    public void Splits_a_list_and_says_where_each_word_stands() =>
        MainCf.Parse("a = x,, y\n  reject_rbl_client zen.spamhaus.org=127.0.0.[2..11],\n z", "main.cf").Items("a")
            .Should().Equal(
                new("x", 1), new("y", 1), new("reject_rbl_client", 2), new("zen.spamhaus.org=127.0.0.[2..11]", 2), new ListItem("z", 3));

    [Test]
    public void Keeps_a_group_in_braces_together_over_lines() =>
        MainCf.Parse("a = x { b, { c d },\n e } f", "main.cf").Items("a").Select(i => (i.Word, i.Line))
            .Should().Equal(("x", 1), ("{ b, { c d }, e }", 1), ("f", 2));

    [TestCase("a = {x", "{x")]
    [TestCase("a = x} y", "x}|y")]
    [TestCase("a = inline:{a=b, c=d}", "inline:{a=b, c=d}")]
    [TestCase("a = ,, ,", "")]
    public void Splits_odd_lists(string text, string words) =>
        string.Join('|', MainCf.Parse(text, "main.cf").Items("a").Select(i => i.Word)).Should().Be(words);

    [Test]
    public void A_no_break_space_is_no_blank_to_postfix() =>
        MainCf.Parse("a =\u00a0x", "main.cf").Find("a")!.Value.Should().Be("\u00a0x");

    [TestCase("")]
    [TestCase("\0\0=\0")]
    [TestCase("=")]
    [TestCase("\n\n\r\r\n")]
    [TestCase("\u001b[31m = \u001b")]
    public void Odd_files_do_not_throw(string text) =>
        FluentActions.Invoking(() => MainCf.Parse(text, "main.cf").Items("a").ToList()).Should().NotThrow();
}
