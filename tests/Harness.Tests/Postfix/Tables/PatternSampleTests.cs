using System.Text.RegularExpressions;
using Harness.Core.Postfix.Tables;

namespace Harness.Tests.Postfix.Tables;

public class PatternSampleTests
{
    [TestCase(@"^spam\.example$")]
    [TestCase(@"^(mail|mx)[0-9]+\.example\.net$")]
    [TestCase(@"\.dyn\..*$")]
    [TestCase(@"^[^@]+@bad\.(com|net)$")]
    [TestCase(@"^\d{1,3}-\d{1,3}\.pool\.")]
    [TestCase(@"(?:a|b)c{3}")]
    public void A_sample_is_matched_by_its_pattern(string pattern) => PatternSample.Of(pattern).Should().MatchRegex(new Regex(pattern));

    [TestCase("((((")]
    [TestCase("[")]
    [TestCase(@"a\")]
    [TestCase("x{")]
    [TestCase("")]
    public void What_is_no_pattern_is_no_fault(string pattern) => FluentActions.Invoking(() => PatternSample.Of(pattern)).Should().NotThrow();
}
