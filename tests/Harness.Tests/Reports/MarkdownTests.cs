using System.Text;
using System.Text.RegularExpressions;
using Harness.Core.Reports;
using Harness.Tests.Evidence;

namespace Harness.Tests.Reports;

public sealed class MarkdownTests
{
    [TestCase("a client is turned away (504 5.5.2): now", "a client is turned away (504 5.5.2): now")]
    [TestCase("smtpd_helo_required = yes", @"smtpd\_helo\_required = yes")]
    [TestCase("ask @admin", "`ask @admin`")]
    [TestCase("see #123", "`see #123`")]
    [TestCase("GH-12", "`GH-12`")]
    [TestCase("www.example.org", "`www.example.org`")]
    [TestCase("http://example.org/", "`http://example.org/`")]
    [TestCase("<b>bold</b>", "`<b>bold</b>`")]
    [TestCase("a|b", "`a|b`")]
    [TestCase("*bold* [link](x)", "`*bold* [link](x)`")]
    [TestCase("&lt; ~x~ $y !1 %z", "`&lt; ~x~ $y !1 %z`")]
    [TestCase("one ` two `` three", "```one ` two `` three```")]
    [TestCase("`", "`` ` ``")]
    [TestCase("", "(nothing)")]
    [TestCase("  ", "(nothing)")]
    [TestCase("x\n# heading", @"`x\n# heading`")]
    public void Foreign_text_is_prose_or_code(string text, string markdown) => MarkdownText.Prose(text).Should().Be(markdown);

    [Test]
    public void A_block_is_fenced_longer_than_anything_in_it()
        => MarkdownText.Block(["```", "::error::x"], "text").Should().Be("\n````text\n```\n\\::error::x\n````\n");

    [Test]
    public void Outside_of_code_nothing_hostile_is_left()
    {
        string report = new MarkdownReport().By(HostileRun.Of(_ => "<img src=x> @root #1 [x](y) | ``` </details> ~~~ ````"));
        WithoutCode(report).Should().NotContainAny("<img", "@root", "#1", "[x]", "~~~").And.NotContain("````");
        Regex.Count(WithoutCode(report), "</details>").Should().Be(Regex.Count(report, "^<details><summary>evidence</summary>$", RegexOptions.Multiline));
    }

    [Test]
    public void A_summary_is_smaller_than_a_build_server_takes()
    {
        var one = SampleRun.Judgement.Findings.Single(f => f.Attack.Id == "helo/non-fqdn/localhost");
        var many = SampleRun.Judgement with { Findings = [.. Enumerable.Range(0, 3000).Select(i => one with { Reason = new string('ü', 600), Attack = one.Attack with { Id = $"x/{i}" } })] };
        string report = new MarkdownReport().By(many);
        Encoding.UTF8.GetByteCount(report).Should().BeLessThan(1024 * 1024);
        int shown = Regex.Count(report, "^#### ", RegexOptions.Multiline);
        report.Should().Contain($"… and {3000 - shown} more").And.Contain("| 3000 |");
    }

    // What a reader of CommonMark takes for code, taken out: fenced blocks, then spans.
    private static string WithoutCode(string markdown)
        => Regex.Replace(Regex.Replace(markdown, @"^(`{3,})[a-z]*\n.*?^\1\n", "", RegexOptions.Singleline | RegexOptions.Multiline), @"(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)", "");
}
