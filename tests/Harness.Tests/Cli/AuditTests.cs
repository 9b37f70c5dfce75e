using System.Text.Json;
using Harness.Cli;
using Harness.Core.Verdicts;

namespace Harness.Tests.Cli;

public sealed class AuditTests
{
    private string _directory = "";

    [SetUp]
    public void MakeDirectory() => _directory = Directory.CreateTempSubdirectory("audit").FullName;

    [TearDown]
    public void RemoveDirectory() => Directory.Delete(_directory, recursive: true);

    [Test]
    public async Task A_misspelt_name_is_told_with_its_line_and_remedy()
    {
        (ExitStatus status, string output, _) = await RunAsync("audit", Main("compatibility_level = 3.6\nmydistination = a.example\n"));

        status.Should().Be(ExitStatus.Findings);
        output.Should().Contain("main.cf:2  misspelt-parameter").And.Contain("mydestination = a.example").And.EndWith("1 error, 0 warnings, 1 note\n");
    }

    [Test]
    public async Task Notes_alone_are_no_findings()
    {
        (ExitStatus status, string output, _) = await RunAsync("audit", Path.Combine(Checkout.Root, "fixtures", "guide"));

        status.Should().Be(ExitStatus.Conforms);
        output.Should().Contain("0 errors, 0 warnings");
    }

    [Test]
    public async Task Tables_beside_main_cf_are_read_and_others_are_not()
    {
        string main = Main("compatibility_level = 3.6\nvirtual_alias_maps = hash:/etc/postfix/virtual, hash:/etc/postfix/absent, hash:/etc/aliases\n");
        File.WriteAllText(Path.Combine(_directory, "virtual"), "lonely\n");

        (_, string output, _) = await RunAsync("audit", Path.GetDirectoryName(main)!);

        output.Should().Contain("/etc/postfix/virtual:1  table-line").And.Contain("hash:/etc/postfix/absent cannot be used").And.NotContain("/etc/aliases cannot");
    }

    [Test]
    public async Task The_json_has_every_finding_with_its_place()
    {
        (_, string output, _) = await RunAsync("audit", Main("mydistination = a\n"), "--format", "json");

        using var json = JsonDocument.Parse(output);
        json.RootElement.GetProperty("findings").EnumerateArray()
            .Should().Contain(f => f.GetProperty("kind").GetString() == "misspelt-parameter" && f.GetProperty("line").GetInt32() == 1 && f.GetProperty("severity").GetString() == "error");
    }

    [TestCase("mydistination = a\nbiff = no\nbiff = yes\n")]
    [TestCase("myhostname = mx.example.org\n")]
    public async Task The_json_is_of_its_schema(string text)
    {
        NJsonSchema.JsonSchema schema = await NJsonSchema.JsonSchema.FromFileAsync(Path.Combine(Checkout.Root, "fixtures", "schema", "audit.schema.json"));
        (_, string output, _) = await RunAsync("audit", Main(text), "--format", "json");
        schema.Validate(output).Should().BeEmpty();
        schema.Validate(output.Replace("\"schema\": 1", "\"schema\": 2")).Should().NotBeEmpty();
    }

    [Test]
    public async Task The_sarif_points_at_lines_and_names_rules_that_it_declares()
    {
        (_, string output, _) = await RunAsync("audit", Main("mydistination = a\nbiff = no\nbiff = yes\n"), "--format", "sarif");

        using var json = JsonDocument.Parse(output);
        JsonElement run = json.RootElement.GetProperty("runs")[0];
        string[] rules = [.. run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(r => r.GetProperty("id").GetString()!)];
        foreach (JsonElement result in run.GetProperty("results").EnumerateArray())
        {
            rules[result.GetProperty("ruleIndex").GetInt32()].Should().Be(result.GetProperty("ruleId").GetString());
            result.GetProperty("level").GetString().Should().BeOneOf("error", "warning", "note");
            result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region").GetProperty("startLine").GetInt32().Should().BePositive();
        }
    }

    [TestCase("absent.cf", null)]
    [TestCase("main.cf", "--format=xml")]
    [TestCase("main.cf", "--postfix=1.0")]
    public async Task A_mistake_is_one_line_and_status_3(string file, string? option)
    {
        Main("biff = no\n");

        (ExitStatus status, string output, string error) = await RunAsync([.. new[] { "audit", Path.Combine(_directory, file), option }.OfType<string>()]);

        (status, output).Should().Be((ExitStatus.Usage, ""));
        error.TrimEnd('\n').Should().StartWith("smtp-harness: ").And.NotContain("\n");
    }

    private static async Task<(ExitStatus Status, string Out, string Error)> RunAsync(params string[] args)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        ExitStatus status = await Program.RunAsync(args, new Terminal(output, error, PlainConsole.On(output), null));
        return (status, output.ToString(), error.ToString());
    }

    private string Main(string text)
    {
        string path = Path.Combine(_directory, "main.cf");
        File.WriteAllText(path, text);
        return path;
    }
}
