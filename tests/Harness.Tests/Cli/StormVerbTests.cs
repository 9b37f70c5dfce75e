using Harness.Cli;
using Harness.Core.Verdicts;

namespace Harness.Tests.Cli;

public class StormVerbTests
{
    [TestCase("--messages", "2000000")]
    [TestCase("--messages", "0")]
    [TestCase("--messages", "5", "--sessions", "100000")]
    [TestCase("--messages", "5", "--size", "4g")]
    [TestCase("--messages", "5", "--rate", "-1")]
    [TestCase("--messages", "5", "--fault", "fire@5s")]
    [TestCase("--messages", "5", "--storage", "floppy")]
    [TestCase("--messages", "5", "--storage", "/nowhere/own.yaml")]
    [TestCase("--messages", "5", "--limit", "0")]
    [TestCase("--messages", "5", "--format", "junit")]
    [TestCase("--messages", "5", "--output", "x.html")]
    [TestCase("--messages", "5")]
    public async Task What_cannot_be_is_said_in_one_line_before_anything_is_started(params string[] arguments)
    {
        var output = new StringWriter();
        var error = new StringWriter();

        ExitStatus status = await Program.RunAsync(["storm", "/nowhere/main.cf", .. arguments], new Terminal(output, error, PlainConsole.On(output), null));

        (status, $"{output}").Should().Be((ExitStatus.Usage, ""));
        error.ToString().TrimEnd('\n').Should().StartWith("smtp-harness: ").And.NotContain("\n");
    }
}
