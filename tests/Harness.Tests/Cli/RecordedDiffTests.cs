using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;

namespace Harness.Tests.Cli;

/// <summary>A configuration compared with what was recorded of another.</summary>
public sealed class RecordedDiffTests
{
    private static readonly string _guide = Path.Combine(Checkout.Root, "fixtures", "guide");
    private static readonly string _removed = Path.Combine(Checkout.Root, "fixtures", "diff", "01-list-removed");

    private string _directory = "";

    [SetUp]
    public void MakeDirectory() => _directory = Directory.CreateTempSubdirectory("recorded").FullName;

    [TearDown]
    public void RemoveDirectory() => Directory.Delete(_directory, recursive: true);

    private static IEnumerable<string> Changes() => Directory.EnumerateDirectories(Path.Combine(Checkout.Root, "fixtures", "diff")).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Changes))]
    public async Task A_record_says_what_its_configuration_would_say(string change)
    {
        string place = Path.Combine(Checkout.Root, "fixtures", "diff", change);
        (_, string report, _) = await CliRun.RunAsync("diff", "--predict", await RecordAsync(_guide), place, "--format", "json");

        Said(report).Should().Equal(await File.ReadAllLinesAsync(Path.Combine(place, "expected.txt")));
    }

    [Test]
    public async Task A_record_may_stand_for_the_new_one_as_well()
    {
        (int status, string report, _) = await CliRun.RunAsync("diff", await RecordAsync(_removed, "a.json"), await RecordAsync(_guide, "b.json"), "--format", "json");

        Said(report).Should().Equal("closes outsiders listed on bl.spamcop.net: accepted → 554");
        status.Should().Be(1);
    }

    [Test]
    public async Task Two_records_of_one_configuration_are_the_same_text_wherever_it_is()
    {
        string elsewhere = Path.Combine(_directory, "guide");
        Directory.CreateDirectory(elsewhere);
        File.Copy(Path.Combine(_guide, "main.cf"), Path.Combine(elsewhere, "main.cf"));

        string here = await File.ReadAllTextAsync(await RecordAsync(_guide, "a.json")), there = await File.ReadAllTextAsync(await RecordAsync(elsewhere, "b.json"));

        there.Should().Be(here).And.NotContain(_directory).And.NotContain(Checkout.Root);
    }

    [TestCase("guide")]
    [TestCase("hardened")]
    [TestCase("diff/18-friend-let-through")]
    public async Task A_record_is_of_its_schema(string configuration)
    {
        JsonSchema schema = await SchemaAsync("behaviour");
        schema.Validate(await File.ReadAllTextAsync(await RecordAsync(Path.Combine(Checkout.Root, "fixtures", configuration)))).Should().BeEmpty();
    }

    [TestCaseSource(nameof(Changes))]
    public async Task A_comparison_is_of_its_schema(string change)
    {
        (_, string report, _) = await CliRun.RunAsync("diff", "--predict", _guide, Path.Combine(Checkout.Root, "fixtures", "diff", change), "--format", "json");

        (await SchemaAsync("diff")).Validate(report).Should().BeEmpty();
    }

    [Test]
    public async Task Passwords_are_not_recorded()
    {
        Write("main.cf", """
            myhostname = mx.example.org
            smtp_sasl_password_maps = inline:{
                { relay.example.net = me:hunter2 } }
            smtpd_delay_reject = yes
            smtpd_recipient_restrictions = check_recipient_access texthash:/etc/postfix/access, reject_unauth_destination
            """);
        Write("master.cf", "smtp inet n - n - - smtpd\nrelay unix - - n - - smtp -o smtp_sasl_password_maps=static:me:hunter2\n");
        Write("access", "someone@mx.example.org REJECT moved\n");
        Write("passwd", "hunter2 hunter2\n");

        string text = await File.ReadAllTextAsync(await RecordAsync(_directory, "record.json"));

        text.Should().NotContain("hunter2").And.NotContain("passwd").And.Contain("REJECT moved");
        JsonNode.Parse(text)!["files"]![0]!["lines"]!.AsArray().Select(l => l!.GetValue<string>()).ElementAt(4).Should().StartWith("smtpd_recipient_restrictions", "lines stay where they are");
    }

    [Test]
    public async Task A_private_key_is_not_recorded()
    {
        Write("main.cf", "smtpd_client_restrictions = check_client_access texthash:/etc/postfix/key.pem\n");
        Write("key.pem", "-----BEGIN PRIVATE KEY-----\nhunter2 OK\n");

        (int status, string output, string error) = await CliRun.RunAsync("diff", "--predict", "--record", "-", _directory);

        (status, output).Should().Be((3, ""));
        error.Should().Contain("key.pem").And.NotContain("hunter2");
    }

    [Test]
    public async Task What_a_server_did_otherwise_than_the_model_says_is_no_difference_and_leaves_it_open()
    {
        string record = await RecordAsync(_guide);
        string[] lines = await File.ReadAllLinesAsync(record);
        int at = Array.FindIndex(lines, l => l.Contains("bl.spamcop.net=", StringComparison.Ordinal));
        lines[at] = lines[at].Replace("\"by\":\"predicted\"", "\"by\":\"played\"").Replace("\"code\":554", "\"code\":450").Replace("}", ",\"foretold\":\"554 5.7.1 at rcpt\"}");
        await File.WriteAllLinesAsync(record, lines);

        (int status, string text, _) = await CliRun.RunAsync("diff", "--predict", record, _guide);

        status.Should().Be(2);
        text.Should().Contain("no difference; model and server disagree in 1 session");
    }

    [Test]
    public async Task A_prediction_of_another_version_is_told()
    {
        string record = await RecordAsync(_guide);
        await File.WriteAllTextAsync(record, (await File.ReadAllTextAsync(record)).Replace("\"code\":554", "\"code\":250"));

        (int status, string text, _) = await CliRun.RunAsync("diff", "--predict", record, _guide);

        status.Should().Be(0);
        text.Should().Contain("another version recorded it");
    }

    [Test]
    public async Task Explain_takes_a_record_for_its_configuration()
    {
        (int status, string text, _) = await CliRun.RunAsync("explain", await RecordAsync(_guide), "--client", "192.0.2.10", "--helo", "bare", "--to", "alice@yourdomain.no");

        status.Should().Be(0);
        text.Should().Contain("main.cf:10").And.Contain("reject_non_fqdn_helo_hostname");
    }

    [TestCase("{")]
    [TestCase("{}")]
    [TestCase("{ \"schema\": true }")]
    [TestCase("{ \"schema\": \"harness-diff-1\" }")]
    [TestCase("{ \"schema\": \"harness-behaviour-2\", \"files\": 7 }")]
    [TestCase("{ \"schema\": 2 }")]
    [TestCase("{ \"schema\": \"\\ud800\" }")]
    [TestCase("{ \"\\ud800\": 1 }")]
    [TestCase("{ \"schema\": 1 }")]
    [TestCase("{ \"schema\": \"harness-behaviour-1\" }")]
    [TestCase("{ \"schema\": \"harness-behaviour-1\", \"configuration\": \"a\", \"postfix\": \"3.7\", \"files\": [], \"sessions\": [] }")]
    [TestCase("{ \"schema\": \"harness-behaviour-1\", \"configuration\": \"a\", \"postfix\": \"3.7\", \"files\": [{ \"path\": \"main.cf\", \"lines\": [null] }], \"sessions\": [] }")]
    [TestCase("{ \"schema\": \"harness-behaviour-1\", \"configuration\": \"a\", \"postfix\": \"3.7\", \"files\": [{ \"path\": \"main.cf\", \"lines\": [] }, { \"path\": \"../evil\", \"lines\": [] }], \"sessions\": [] }")]
    [TestCase("{ \"schema\": \"harness-behaviour-1\", \"configuration\": \"a\", \"postfix\": \"3.7\", \"files\": [{ \"path\": \"main.cf\", \"lines\": [] }, { \"path\": \"/etc/evil\", \"lines\": [] }], \"sessions\": [] }")]
    [TestCase("{ \"schema\": \"harness-behaviour-1\", \"configuration\": \"a\", \"postfix\": \"3.7\", \"files\": [{ \"path\": \"main.cf\", \"lines\": [] }, { \"path\": \"main.cf/x\", \"lines\": [] }], \"sessions\": [] }")]
    [TestCase("{ \"schema\": \"harness-behaviour-1\", \"configuration\": \"a\", \"postfix\": \"9.9\", \"files\": [{ \"path\": \"main.cf\", \"lines\": [] }], \"sessions\": [] }")]
    [TestCase("{ \"schema\": \"harness-behaviour-1\", \"configuration\": \"a\", \"postfix\": \"3.7\", \"files\": [{ \"path\": \"main.cf\", \"lines\": [] }], \"sessions\": [{ \"by\": \"played\", \"stage\": \"rctp\" }] }")]
    public async Task What_is_no_record_is_named_in_one_line(string text)
    {
        (int status, string output, string error) = await CliRun.RunAsync("diff", "--predict", Write("old.json", text), _guide);

        (status, output, error.Count(c => c == '\n')).Should().Be((3, "", 1), error);
        error.Should().Contain("old.json: ");
    }

    [Test]
    public async Task A_record_that_was_cut_off_is_named_by_its_line()
    {
        string record = await RecordAsync(_guide);
        string text = await File.ReadAllTextAsync(record);
        await File.WriteAllTextAsync(record, text[..(text.Length / 2)]);

        (int status, _, string error) = await CliRun.RunAsync("diff", "--predict", record, _guide);

        status.Should().Be(3);
        error.Should().MatchRegex("record.json: line [0-9]+: .*; give a file that diff --record");
    }

    [Test]
    public async Task Deep_nesting_is_no_record()
    {
        (int status, _, string error) = await CliRun.RunAsync("diff", "--predict", Write("deep.json", "{ \"a\": " + new string('[', 100_000)), _guide);

        (status, error.Count(c => c == '\n')).Should().Be((3, 1), error);
    }

    [TestCase("--format", "json")]
    [TestCase("--allow", "opens")]
    [TestCase("--against-postfix", "3.10")]
    public async Task A_record_takes_one_configuration_and_no_report(params string[] options)
        => (await CliRun.RunAsync(["diff", "--predict", "--record", "-", _guide, .. options])).Status.Should().Be(3);

    private async Task<string> RecordAsync(string configuration, string name = "record.json")
    {
        string file = Path.Combine(_directory, name);
        (int status, _, string error) = await CliRun.RunAsync("diff", "--predict", "--record", file, configuration);
        (status, error).Should().Be((0, ""));
        return file;
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_directory, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static IEnumerable<string> Said(string report)
        => JsonDocument.Parse(report).RootElement.GetProperty("differences").EnumerateArray().Select(d => $"{d.GetProperty("kind").GetString()} {d.GetProperty("statement").GetString()}");

    private static Task<JsonSchema> SchemaAsync(string name) => JsonSchema.FromFileAsync(Path.Combine(Checkout.Root, "fixtures", "schema", $"{name}.schema.json"));
}
