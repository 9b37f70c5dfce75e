using Harness.Cli;
using Harness.Core.Evidence;
using Harness.Core.Verdicts;
using Harness.Tests.Verdicts;

namespace Harness.Tests.Cli;

public sealed class ProgramTests
{
    private const string Policy = "title: ours\nrules: [{ attacks: \"*\", level: must }]\n";

    private string _directory = "";

    [SetUp]
    public void MakeDirectory() => _directory = Directory.CreateTempSubdirectory("cli").FullName;

    [TearDown]
    public void RemoveDirectory() => Directory.Delete(_directory, recursive: true);

    private static async Task<(ExitStatus Status, string Out, string Error)> RunAsync(params string[] args)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        ExitStatus status = await Program.RunAsync(args, new Terminal(output, error, PlainConsole.On(output), null));
        return (status, output.ToString(), error.ToString());
    }

    // The caller's mistake: status 3, one line, nothing on standard output.
    private static async Task<string> MistakeAsync(params string[] args)
    {
        (ExitStatus status, string output, string error) = await RunAsync(args);
        (status, output).Should().Be((ExitStatus.Usage, ""), "it said {0}", error);
        error.TrimEnd('\n').Should().StartWith("smtp-harness: ").And.NotContain("\n");
        return error;
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_directory, name);
        File.WriteAllText(path, text);
        return path;
    }

    private string Record(Observation seen) => Write("run.json", RunRecordJson.Write(Cases.Run(Cases.Claim, seen) with { PolicyText = Policy }));

    [TestCase("certfy")]
    [TestCase("list", "--onyl", "x")]
    [TestCase("certify")]
    [TestCase("judge")]
    [TestCase("certify", "a", "b")]
    public async Task What_is_not_of_the_command_line_is_the_callers_mistake(params string[] args)
        => (await MistakeAsync(args)).Should().Contain("--help");

    [TestCase("certify")]
    [TestCase("list")]
    [TestCase("judge")]
    [TestCase("doctor")]
    [TestCase("lab")]
    [TestCase("fuzz")]
    [TestCase("explain")]
    [TestCase("storm")]
    [TestCase("diff")]
    [TestCase("prove")]
    public async Task The_help_of_every_verb_has_examples(string verb)
    {
        (ExitStatus status, string output, string error) = await RunAsync(verb, "--help");
        (status, error).Should().Be((ExitStatus.Conforms, ""));
        output.Should().MatchRegex("Examples?:").And.Contain($"smtp-harness {verb}");
    }

    [Test]
    public async Task The_list_in_a_pipe_has_a_line_for_each_attack()
    {
        (_, string output, _) = await RunAsync("list", "--only", "helo/missing/*");
        output.TrimEnd('\n').Split('\n').Should().HaveCount(3).And.OnlyContain(l => l.StartsWith("helo/missing/", StringComparison.Ordinal) && l.Split('\t', StringSplitOptions.None).Length == 3);
    }

    [Test]
    public async Task The_list_as_json_is_written_where_it_is_wanted([Values] bool toFile)
    {
        string file = Path.Combine(_directory, "list.json");
        (ExitStatus status, string output, string error) = await RunAsync(["list", "--only", "relay/*", "--format", "json", .. toFile ? new[] { "-o", file } : []]);
        (status, error).Should().Be((ExitStatus.Conforms, ""));
        (toFile ? File.ReadAllText(file) : output).Should().StartWith("[").And.EndWith("]\n").And.Contain("\"id\": \"relay/local-first\"");
    }

    [TestCase("--format", "yaml")]
    [TestCase("--output", "/nowhere/at/all/list")]
    public async Task A_list_that_cannot_be_written_is_the_callers_mistake(params string[] options) => await MistakeAsync(["list", .. options]);

    [Test]
    public async Task A_glob_that_matches_nothing_is_the_callers_mistake()
        => (await MistakeAsync("list", "--only", "hello/*")).Should().Contain("no attack matches 'hello/*'");

    [TestCase("certify", "--postfix", "3.6")]
    [TestCase("certify", "--postfix=postfix")]
    [TestCase("lab", "--postfix", "3.10.1")]
    public async Task A_postfix_that_the_lab_has_not_is_the_callers_mistake(string verb, params string[] options)
        => (await MistakeAsync([verb, _directory, .. options])).Should().Contain("give --postfix 3.5, 3.7, 3.10");

    [Test]
    public async Task A_postfix_for_a_server_is_the_callers_mistake()
        => (await MistakeAsync("certify", "--server", "127.0.0.1", "--postfix", "3.7")).Should().Contain("leave it out for --server");

    [Test]
    public async Task A_configuration_that_is_not_there_is_named()
        => (await MistakeAsync("certify", "/nowhere/at/all")).Should().Contain("/nowhere/at/all: no such file or directory");

    [Test]
    public async Task A_directory_without_main_cf_is_named()
        => (await MistakeAsync("certify", _directory)).Should().Contain($"{_directory}: no main.cf");

    [Test]
    public async Task A_line_that_postfix_refuses_is_named_by_file_and_line()
        => (await MistakeAsync("certify", Write("main.cf", "myhostname = mx\nmydomain\n"))).Should().Contain("main.cf:2: ");

    [TestCase("--format", "yaml")]
    [TestCase("--output", "x")]
    [TestCase("--format", "json", "--format", "junit")]
    [TestCase("--format", "json", "--output", "/nowhere/at/all/run.json")]
    [TestCase("--format", "json", "--output", "/")]
    [TestCase("--format", "json", "--output", "")]
    [TestCase("--policy", "giude")]
    [TestCase("--policy", "./none.yaml")]
    [TestCase("--only", "nothing/*")]
    [TestCase("--except", "*")]
    public async Task Mistakes_are_found_before_anything_runs(params string[] options)
        => (await MistakeAsync(["certify", "/nowhere/is/opened", .. options])).Should().NotContain("/nowhere/is/opened");

    [Test]
    public async Task A_good_record_conforms() => (await RunAsync("judge", Record(Cases.Refused))).Status.Should().Be(ExitStatus.Conforms);

    [Test]
    public async Task A_record_with_a_failure_has_findings() => (await RunAsync("judge", Record(Cases.Accepted))).Status.Should().Be(ExitStatus.Findings);

    [Test]
    public async Task Another_policy_judges_a_record_otherwise()
        => (await RunAsync("judge", Record(Cases.Accepted), "--policy", Write("ours.yaml", Policy.Replace("must", "may")))).Status.Should().Be(ExitStatus.Conforms);

    [TestCase("")]
    [TestCase("garbage")]
    [TestCase("{ \"schema\": 1, ")]
    [TestCase("{ \"schema\": 99 }")]
    public async Task What_is_no_record_is_the_callers_mistake(string text)
        => (await MistakeAsync("judge", Write("run.json", text))).Should().Contain("run.json: ");

    [Test]
    public async Task A_record_without_its_policy_is_the_callers_mistake()
        => await MistakeAsync("judge", Write("run.json", RunRecordJson.Write(Cases.Run(Cases.Claim, Cases.Refused))));

    [TestCase("/nowhere/run.json")]
    [TestCase("/")]
    [TestCase("")]
    public async Task A_record_that_cannot_be_read_is_the_callers_mistake(string path) => await MistakeAsync("judge", path);

    [Test]
    public async Task A_huge_file_is_not_read()
    {
        string path = Write("run.json", "");
        using (FileStream file = File.OpenWrite(path))
            file.SetLength(RunRecordJson.MaxOctets + 1);
        (await MistakeAsync("judge", path)).Should().Contain("larger than 256 MiB");
    }

    [Test]
    public async Task Json_on_standard_output_is_the_record_alone()
    {
        (_, string output, string error) = await RunAsync("judge", Record(Cases.Refused), "--format", "json");
        RunRecordJson.Read(output).Judgement!.ExitStatus.Should().Be(0);
        error.Should().BeEmpty();
    }

    [Test]
    public async Task Files_take_the_formats_of_their_places()
    {
        string json = Path.Combine(_directory, "a"), xml = Path.Combine(_directory, "b");
        await RunAsync("judge", Record(Cases.Refused), "--format", "json", "--output", json, "--format", "junit", "-o", xml);
        File.ReadAllText(json).Should().StartWith("{");
        File.ReadAllText(xml).Should().StartWith("<?xml");
    }

    [Test]
    public async Task Quiet_leaves_the_last_line()
    {
        string loud = (await RunAsync("judge", Record(Cases.Refused))).Out.TrimEnd();
        string quiet = (await RunAsync("judge", Record(Cases.Refused), "--quiet")).Out.TrimEnd();
        quiet.Should().NotContain("\n").And.NotBeEmpty();
        loud.Should().EndWith(quiet).And.Contain("\n");
    }
}
