using Harness.Core.Smtp;

namespace Harness.Tests.Smtp;

public sealed class EnhancedStatusCodeTests
{
    [TestCase("2.0.0")]
    [TestCase("4.7.1")]
    [TestCase("5.7.26")]
    [TestCase("5.999.999")]
    public void A_code_is_read_and_written_back(string text)
    {
        EnhancedStatusCode.TryParse(text, out var code).Should().BeTrue();
        code!.ToString().Should().Be(text);
    }

    [TestCase("")]
    [TestCase("5")]
    [TestCase("5.7")]
    [TestCase("5.7.")]
    [TestCase("5..1")]
    [TestCase("3.7.1")]
    [TestCase("05.7.1")]
    [TestCase("5.07.1")]
    [TestCase("5.7.01")]
    [TestCase("5.7.1000")]
    [TestCase("5.7.1.1")]
    [TestCase("5.7.-1")]
    [TestCase("5.7.1 ")]
    [TestCase("5.7.١")]
    public void Anything_else_is_no_code(string text)
    {
        EnhancedStatusCode.TryParse(text, out var code).Should().BeFalse();
        code.Should().BeNull();
    }
}
