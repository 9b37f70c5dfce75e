using System.Text.Json;
using Harness.Tests.MailLogs;
using NJsonSchema;
using NJsonSchema.Validation;

namespace Harness.Tests.Cli;

/// <summary>The verb <c>replay maillog</c>, by the model alone.</summary>
public sealed class ReplayTests
{
    private static readonly string _fixtures = Path.Combine(Checkout.Root, "fixtures");

    [TestCase("guide", 0, "no difference (37 sessions, predicted)")]
    [TestCase("diff/01-list-removed", 1, "opens    refused by reject_rbl_client bl.spamcop.net, client 192.0.2.48")]
    [TestCase("diff/12-unknown-clients-refused", 1, "closes   clients without a verified name, mail to alice@yourdomain.no: accepted → 450, 3 sessions")]
    [TestCase("diff/12-unknown-clients-refused", 1, "main.cf:18  reject_unknown_client_hostname")]
    public async Task Says_what_changes_and_its_exit_status_too(string configuration, int expected, string text)
    {
        (int status, string output, _) = await ReplayAsync("guide-3.7", configuration);

        status.Should().Be(expected);
        output.Should().Contain(text);
    }

    [Test]
    public async Task The_json_is_a_comparison_and_every_example_is_confirmed_by_explain()
    {
        (_, string json, _) = await ReplayAsync("varied-3.10", "diff/01-list-removed", "--format", "json");

        JsonSchema schema = await JsonSchema.FromFileAsync(Path.Combine(_fixtures, "schema", "diff.schema.json"));
        ICollection<ValidationError> errors = schema.Validate(json);
        string.Join('\n', errors).Should().BeEmpty();
        JsonElement[] differences = [.. JsonDocument.Parse(json).RootElement.GetProperty("differences").EnumerateArray()];
        differences.Should().HaveCount(2);
        foreach (JsonElement difference in differences)
        {
            string[] explain = [.. ShellWords.Of(difference.GetProperty("replay").GetProperty("after").GetString()!).Skip(1), "--format", "json"];
            (_, string explained, _) = await CliRun.RunAsync(explain);
            explained.Should().Contain($"\"code\": {difference.GetProperty("after").GetProperty("code").GetInt32()},");
        }
    }

    [Test]
    public async Task Nothing_to_replay_establishes_nothing()
    {
        using var files = new LogFiles();

        (int status, string output, _) = await CliRun.RunAsync("replay", "maillog", "--predict", files.Write("log", "2026-11-26T10:00:00Z mail postfix/qmgr[1]: hello"), Path.Combine(_fixtures, "guide"));

        (status, output).Should().Be((2, output));
        output.Should().Contain("nothing to compare");
    }

    [TestCase("/nowhere/mail.log", "no such file")]
    [TestCase("/etc/passwd", "no line of Postfix")]
    public async Task What_is_no_log_is_one_line_and_exit_3(string file, string why)
    {
        (int status, string output, string error) = await CliRun.RunAsync("replay", "maillog", "--predict", file, Path.Combine(_fixtures, "guide"));

        (status, output).Should().Be((3, ""));
        error.Should().Contain(why).And.Match(e => e.TrimEnd().Split('\n').Length == 1);
    }

    [Test]
    public async Task A_mistake_points_to_the_help_of_the_verb_itself()
        => (await CliRun.RunAsync("replay", "maillog")).Error.Should().Contain("smtp-harness replay maillog --help");

    private static Task<(int Status, string Out, string Error)> ReplayAsync(string log, string configuration, params string[] more)
        => CliRun.RunAsync(["replay", "maillog", "--predict", LogFiles.OfLab(log), Path.Combine(_fixtures, configuration), .. more]);
}
