using Harness.Cli;
using Harness.Core.Verdicts;
using Spectre.Console;

namespace Harness.Lab.Tests;

/// <summary>What a real Postfix did, recorded and compared with; and what it makes of the nearest misses of a proof.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class RecordedLabTests
{
    private static readonly string _removed = Path.Combine(AppContext.BaseDirectory, "fixtures", "diff", "01-list-removed");

    private string _directory = "";

    [SetUp]
    public void MakeDirectory() => _directory = Directory.CreateTempSubdirectory("recorded").FullName;

    [TearDown]
    public void RemoveDirectory() => Directory.Delete(_directory, recursive: true);

    [Test]
    public async Task A_behaviour_that_a_server_showed_stands_for_it_later()
    {
        string record = Path.Combine(_directory, "behaviour.json");
        (ExitStatus recorded, string said) = await RunAsync("diff", "--record", record, Fixtures.Guide.Given);
        (ExitStatus status, string output) = await RunAsync("diff", record, _removed);

        recorded.Should().Be(ExitStatus.Conforms, said);
        (await File.ReadAllTextAsync(record)).Should().Contain("\"by\":\"played\"").And.NotContain("foretold");
        status.Should().Be(ExitStatus.Findings, output);
        output.Should().Contain("opens    outsiders listed on bl.spamcop.net: 554 → accepted").And.Contain("recorded as played before").And.NotContain("disagree");
    }

    [Test]
    public async Task A_recorded_run_is_compared_with_the_same_attacks_on_another_configuration()
    {
        string record = Path.Combine(_directory, "run.json");
        await RunAsync("certify", Fixtures.Guide.Given, "--only", "dnsbl/listed/*", "--format", "json", "--output", record);
        (ExitStatus status, string output) = await RunAsync("diff", record, _removed);

        status.Should().Be(ExitStatus.Findings, output);
        output.Should().Contain("opens    dnsbl/listed/spamcop: 554 → accepted, pass → fail, 1 session").And.Contain("1 difference");
    }

    [TestCase("guide", ExitStatus.Conforms, "each was answered as foretold")]
    [TestCase("diff/26-relay-for-whoever-is-named", ExitStatus.Findings, "check_helo_access static:OK in smtpd_relay_restrictions (played: so it was)")]
    public async Task A_real_server_confirms_a_proof(string configuration, ExitStatus expected, string part)
    {
        (ExitStatus status, string output) = await RunAsync("prove", Path.Combine(AppContext.BaseDirectory, "fixtures", configuration));

        status.Should().Be(expected, output);
        output.Should().Contain(part).And.NotContain("unlike");
    }

    private static async Task<(ExitStatus Status, string Output)> RunAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        ExitStatus status = await Program.RunAsync(arguments, new Terminal(output, error, console, null));
        return (status, $"{output}{error}");
    }
}
