using Harness.Cli;
using Harness.Cli.Verbs;
using Harness.Core.Evidence;
using Harness.Core.Fuzz;
using Harness.Core.Reports;
using Harness.Core.Verdicts;

namespace Harness.Tests.Cli;

public sealed class FuzzTests
{
    private string _directory = "";

    [SetUp]
    public void MakeDirectory() => _directory = Directory.CreateTempSubdirectory("fuzz").FullName;

    [TearDown]
    public void RemoveDirectory() => Directory.Delete(_directory, recursive: true);

    private static FuzzRecord Record(params Breach[] breaches) => new()
    {
        Target = new TargetRecord("ours", "Postfix", null, null, [], [], null, []),
        Seed = 3,
        Asked = 10,
        Played = 10,
        Breaches = breaches,
        Counterexamples = [.. breaches.Select(b => new Counterexample(b, [], true, 5, ["C: \\x1b[2J"], "id: fuzz/x\n"))],
    };

    [TestCase("--transactions", "0")]
    [TestCase("--transactions", "many")]
    [TestCase("--seed", "-1")]
    [TestCase("--format", "xml")]
    [TestCase("--postfix", "2.0")]
    [TestCase("--keep", "/nowhere/at/all")]
    [TestCase("--output", "/nowhere/at/all.json")]
    public async Task A_mistake_is_one_line(string option, string value)
    {
        var error = new StringWriter();
        ExitStatus status = await Program.RunAsync(["fuzz", ".", option, value], new Terminal(new StringWriter(), error, PlainConsole.On(new StringWriter()), null));
        status.Should().Be(ExitStatus.Usage);
        error.ToString().TrimEnd('\n').Should().StartWith("smtp-harness: ").And.NotContain("\n");
    }

    [Test]
    public void No_scenario_is_written_over()
    {
        var breach = new Breach(BreachKind.Appeared, 4, "x");
        string[] files = [.. Enumerable.Range(0, 2).Select(_ => KeptScenarios.Write(Record(breach), _directory).Counterexamples[0].File!)];
        files.Select(Path.GetFileName).Should().Equal("fuzz-appeared-3-4.yaml", "fuzz-appeared-3-4-2.yaml");
    }

    [Test]
    public void The_report_says_which_invariant_is_broken_and_how_to_see_it_again()
        => FuzzText.Plain(Record(new Breach(BreachKind.Relayed, 4, "it went out")))
            .Should().Contain("BROKEN nothing is relayed: 1 time, first in transaction 4: it went out").And.Contain("--seed 3").And.EndWith("1 broke an invariant (exit 1)\n");

    [Test]
    public void The_record_for_programs_names_kinds_in_words() => FuzzJson.Of(Record(new Breach(BreachKind.NotAlive, 4, "x"))).Should().Contain("\"kind\": \"not-alive\"");
}
