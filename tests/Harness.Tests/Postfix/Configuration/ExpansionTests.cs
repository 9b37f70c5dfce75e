using Harness.Core.Postfix.Configuration;

namespace Harness.Tests.Postfix.Configuration;

public class ExpansionTests
{
    private const string Names = "\nset = xx\nempty =\nten = 10\nnine = 9\nnested = <$set>\n";

    private static string Text(string value, string release = "3.7")
        => Configured.Of($"smtpd_banner = {value}{Names}", release: release).Parameters.Text("smtpd_banner");

    private static string? Error(string value, string release = "3.7")
        => Configured.Of($"smtpd_banner = {value}{Names}", release: release).Problems.FirstOrDefault(p => p.IsFatal)?.ToString();

    // The lab test PostconfTests holds all this against postconf itself.
    [TestCase("$set ${set} $(set)", "xx xx xx")]
    [TestCase("a$missing.", "a.")]
    [TestCase("$$set", "$set")]
    [TestCase("$nested", "<xx>")]
    [TestCase("${ set }", "xx")]
    [TestCase("${set?yes}${empty?no}${missing?no}", "yes")]
    [TestCase("${set:no}${empty:yes}${missing:yes}", "yesyes")]
    [TestCase("${set?{a}:{b}} ${empty ? {a} : {b}} ${empty?{a}:b}", "a b b")]
    [TestCase("${set?a:b{c}}", "a:b{c}")]
    [TestCase("${set?$ten}", "10")]
    [TestCase("${{$ten}>{$nine}?{y}:{n}}", "y")]
    [TestCase("${{a$ten} > {a$nine} ? {y} : {n}}", "n")]
    [TestCase("${{$set} == {xx}}/${{$set} != {xx}}/", "true//")]
    [TestCase("${{1}<={1}?{y}}${{1}>={2}?{n}}", "y")]
    [TestCase("${{3.10} >=level {3.9} ? {y} : {n}}", "y")]
    [TestCase("${{3.10} >= {3.9} ? {y} : {n}}", "n")]
    public void Expands(string value, string text) => Text(value).Should().Be(text);

    [TestCase("a ${set", "truncated macro reference: \"a ${set\"")]
    [TestCase("a$", "empty macro name: \"a$\"")]
    [TestCase("${}", "empty macro name: \"${}\"")]
    [TestCase("${set-x}", "attribute name syntax error at: \"...set>>>-x\"")]
    [TestCase("${set?{y}z}", "\":\" expected at: \"...y}>>>z\"")]
    [TestCase("${empty?{y}:{n}z}", "unexpected input at: \"...n}>>>z\"")]
    [TestCase("${{a} == b}", "\"{expression}\" expected at: \"...{a} ==>>> b\"")]
    [TestCase("${{1} <length {2}}", "bad operator suffix at: \"...<>>>length\"")]
    [TestCase("${{x} <level {2}}", "malformed compatibility level syntax: \"x\"")]
    [TestCase("$smtpd_banner", "unreasonable macro call nesting: \"smtpd_banner\"")]
    public void Stops_where_postfix_stops(string value, string error) => Error(value).Should().Be($"main.cf:1: smtpd_banner: {error}");

    [Test]
    public void Levels_are_compared_from_3_6_on() =>
        Error("${{1} <level {2}}", "3.5").Should().Be("main.cf:1: smtpd_banner: \"{expression}\" expected at: \"...{1} <>>>level {2}\"");

    [TestCase(99, true)]
    [TestCase(100, false)]
    public void A_hundred_names_lead_to_one_another_and_no_more(int links, bool expands)
    {
        string main = string.Concat(Enumerable.Range(0, links).Select(i => $"v{i} = $v{i + 1}\n")) + $"v{links} = end\nsmtpd_banner = $v0\n";
        Configured.Of(main).Parameters.Text("smtpd_banner").Should().Be(expands ? "end" : "");
    }

    [Test]
    public void What_a_reply_expands_stays_as_it_is() =>
        Configured.Of("default_rbl_reply = $rbl_code ${rbl_reason?; $rbl_reason} ${\n").Parameters.Text("default_rbl_reply")
            .Should().Be("$rbl_code ${rbl_reason?; $rbl_reason} ${");

    [Test]
    public void A_word_stands_where_the_name_that_brought_it_is_set()
    {
        var configuration = Configured.Of("more = b,\n  c\nmydestination = a, $more\n  ${more?{d\n  e}} f$more\n");
        configuration.Parameters.Words("mydestination").Select(w => (w.Word, w.Place.Parameter, w.Place.Line, w.Place.Text)).Should().Equal(
            ("a", "mydestination", 3, "mydestination = a, $more"), ("b", "more", 1, "more = b,"), ("c", "more", 2, "c"),
            ("d", "mydestination", 4, "${more?{d"), ("e", "mydestination", 5, "e}} f$more"), ("fb", "mydestination", 5, "e}} f$more"), ("c", "more", 2, "c"));
    }

    [Test]
    public void A_word_of_a_default_has_no_line_and_one_it_takes_from_main_cf_has()
    {
        var words = Configured.Of("mydestination = a\n").Parameters.Words("relay_domains");
        words.Select(w => (w.Word, w.Place.Parameter, w.Place.Line)).Should().Equal(("a", "mydestination", 1));
        Configured.Of("").Parameters.Words("mydestination")[1].Place.Should().Be(SettingLine.Default("main.cf", "mydestination"));
    }

    [Test]
    public void A_group_in_braces_is_one_word() =>
        Configured.Of("set = p q\nsmtpd_helo_restrictions = check_helo_access { inline:{ a = $set, b } },x").Parameters.Words("smtpd_helo_restrictions").Select(w => w.Word)
            .Should().Equal("check_helo_access", "{ inline:{ a = p q, b } }", "x");
}
