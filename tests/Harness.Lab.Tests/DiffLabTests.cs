using Harness.Cli;
using Harness.Core.Verdicts;
using Spectre.Console;

namespace Harness.Lab.Tests;

/// <summary>Two configurations compared on a real Postfix.</summary>
[Parallelizable(ParallelScope.Self)]
public class DiffLabTests
{
    private static readonly string[] _newer = ["smtpd_forbid_bare_newline", "smtpd_forbid_unauth_pipelining"];

    [Test]
    public async Task A_real_server_confirms_what_a_change_is_said_to_do()
    {
        (ExitStatus status, string output) = await DiffAsync(Fixtures.Guide.Given, Path.Combine(AppContext.BaseDirectory, "fixtures", "diff", "01-list-removed"));

        status.Should().Be(ExitStatus.Findings, output);
        output.Should().Contain("opens    outsiders listed on bl.spamcop.net: 554 → accepted").And.Contain("all played on both sides").And.NotContain("disagree");
    }

    [Test]
    public async Task Two_versions_answer_the_guide_alike_and_differ_in_defaults_that_no_session_shows()
    {
        PostfixVersion newer = PostfixVersion.All.Single(v => v.Number == "3.10");
        if (!await newer.HasBaseImageAsync(default))
        {
            Assert.Ignore($"{newer.BaseImage} is not there: containers/ready.sh {newer.Suite}");
        }

        (ExitStatus status, string output) = await DiffAsync(Fixtures.Guide.Given, Fixtures.Guide.Given, "--postfix", "3.7", "--against-postfix", "3.10");

        status.Should().Be(ExitStatus.Conforms, output);
        output.Should().Contain($"no session here shows it: {string.Join(", ", _newer.Select(n => $"{n} (another default)"))}").And.Contain("no difference").And.Contain("all played on both sides");
    }

    private static async Task<(ExitStatus Status, string Output)> DiffAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        ExitStatus status = await Program.RunAsync(["diff", .. arguments], new Terminal(output, error, console, null));
        return (status, $"{output}{error}");
    }
}
