using Harness.Cli;
using Harness.Core.Verdicts;
using Spectre.Console;

namespace Harness.Lab.Tests;

/// <summary>Two configurations compared on a real Postfix.</summary>
public class DiffLabTests
{
    [Test]
    public async Task A_real_server_confirms_what_a_change_is_said_to_do()
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        string changed = Path.Combine(AppContext.BaseDirectory, "fixtures", "diff", "01-list-removed");
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });

        ExitStatus status = await Program.RunAsync(["diff", Fixtures.Guide.Given, changed], new Terminal(output, error, console, null));

        status.Should().Be(ExitStatus.Findings, error.ToString());
        output.ToString().Should().Contain("opens    outsiders listed on bl.spamcop.net: 554 → accepted").And.Contain("played on both sides").And.NotContain("disagree");
    }
}
