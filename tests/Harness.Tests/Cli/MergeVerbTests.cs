using System.Text.Json.Nodes;
using System.Xml.Linq;
using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Tests.Evidence;
using Harness.Tests.Verdicts;
using NJsonSchema;

namespace Harness.Tests.Cli;

public sealed class MergeVerbTests
{
    private const string Policy = "title: ours\nrules: [{ attacks: \"*\", level: must }]\n";

    private string _directory = "";

    [SetUp]
    public void MakeDirectory() => _directory = Directory.CreateTempSubdirectory("merge").FullName;

    [TearDown]
    public void RemoveDirectory() => Directory.Delete(_directory, recursive: true);

    private string Write(string name, RunRecord record)
    {
        string path = Path.Combine(_directory, name);
        File.WriteAllText(path, RunRecordJson.Write(record with { PolicyText = Policy }));
        return path;
    }

    private string Server(string name, Observation seen)
    {
        RunRecord run = Cases.Run(Cases.Claim, seen);
        return Write(name + ".json", run with { Target = run.Target with { Name = name } });
    }

    private string Part(int number)
    {
        IReadOnlyList<Attack> attacks = Shard.Of(number, 2).Select(SampleRun.Record.Attacks, a => a.Id);
        return Write($"part-{number}.json", SampleRun.Record with
        {
            Shard = $"{number}/2",
            Attacks = attacks,
            Observations = [.. SampleRun.Record.Observations.Where(o => attacks.Any(a => a.Id == o.Attack))],
            Remedies = [],
        });
    }

    [Test]
    public async Task Shards_are_told_as_judge_tells_their_whole()
    {
        string joined = Path.Combine(_directory, "run.json");
        (int status, string told, _) = await CliRun.RunAsync("merge", Part(1), Part(2), "--format", "json", "--output", joined, "--format", "text");
        (int judged, string again, _) = await CliRun.RunAsync("judge", joined);
        (again, judged).Should().Be((told, status));
        again.Should().Contain("13 claims");
    }

    [Test]
    public async Task A_missing_shard_keeps_a_target_from_conforming()
    {
        (int status, string told, _) = await CliRun.RunAsync("merge", Server("mx1", Cases.Refused), Write("mx2.json", Cases.Run(Cases.Claim, Cases.Refused) with { Shard = "1/2" }));
        status.Should().Be(2);
        told.Should().Contain("1 shard missing (2/2)").And.EndWith("2 targets: 1 conforms, 1 not established (exit 2)\n");
    }

    [Test]
    public async Task The_worst_target_decides()
    {
        (int status, string told, _) = await CliRun.RunAsync("merge", Server("mx1", Cases.Refused), Server("mx2", Cases.Accepted), Server("mx3", Cases.Refused));
        status.Should().Be(1);
        told.Should().EndWith("3 targets: 2 conforms, 1 with findings (exit 1)\n");
    }

    [Test]
    public async Task Every_format_of_the_table_says_the_same()
    {
        string[] files = [Server("mx1", Cases.Refused), Server("mx2", Cases.Accepted)];
        (_, string json, _) = await CliRun.RunAsync(["merge", .. files, "--format", "json"]);
        (_, string xml, _) = await CliRun.RunAsync(["merge", .. files, "--format", "junit"]);
        (_, string markdown, _) = await CliRun.RunAsync(["merge", .. files, "--format", "markdown"]);
        ((int)JsonNode.Parse(json)!["exitStatus"]!).Should().Be(1);
        XDocument.Parse(xml).Descendants("failure").Should().ContainSingle();
        markdown.Should().StartWith("## 2 targets: 1 conforms, 1 with findings (exit 1)\n").And.Contain("| `mx2` | does not conform to policy");
    }

    [Test]
    public async Task The_json_of_the_table_is_of_its_schema()
    {
        JsonSchema schema = await JsonSchema.FromFileAsync(Path.Combine(Checkout.Root, "fixtures", "schema", "merge.schema.json"));
        (_, string json, _) = await CliRun.RunAsync("merge", Server("mx1", Cases.Refused), Server("mx2", Cases.Accepted), "--format", "json");
        schema.Validate(json).Should().BeEmpty();
        schema.Validate(json.Replace("\"exitStatus\": 1", "\"exitStatus\": 7")).Should().NotBeEmpty();
    }

    [TestCase("sarif")]
    public async Task What_is_of_one_target_only_is_refused_for_several(string format)
    {
        (int status, string told, string error) = await CliRun.RunAsync("merge", Server("mx1", Cases.Refused), Server("mx2", Cases.Accepted), "--format", format);
        (status, told).Should().Be((3, ""));
        error.TrimEnd('\n').Should().Contain("is for one whole target").And.NotContain("\n");
    }

    [Test]
    public async Task A_hostile_record_is_refused_in_one_line()
    {
        string path = Path.Combine(_directory, "deep.json");
        File.WriteAllText(path, "{ \"schema\": 1, \"x\": " + new string('[', 5000));
        (int status, string told, string error) = await CliRun.RunAsync("merge", Server("mx1", Cases.Refused), path);
        (status, told).Should().Be((3, ""));
        error.TrimEnd('\n').Should().Contain("deep.json: ").And.NotContain("\n");
    }

    [TestCase("9/2"), TestCase("two"), TestCase("1000/1000")]
    public async Task A_shard_that_cannot_be_is_the_callers_mistake(string shard)
    {
        (int status, _, string error) = await CliRun.RunAsync("certify", "/nowhere/is/opened", "--shard", shard);
        status.Should().Be(3);
        error.TrimEnd('\n').Should().Contain("--shard").And.NotContain("/nowhere").And.NotContain("\n");
    }
}
