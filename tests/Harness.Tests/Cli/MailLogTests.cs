using System.Text.Json;
using Harness.Tests.MailLogs;
using NJsonSchema;
using NJsonSchema.Validation;

namespace Harness.Tests.Cli;

/// <summary>The verb <c>maillog</c>.</summary>
public sealed class MailLogTests
{
    [Test]
    public async Task The_json_has_its_form()
    {
        (int status, string json, _) = await CliRun.RunAsync("maillog", LogFiles.OfLab("varied-3.10"), LogFiles.OfLab("guide-3.7"), "--format", "json");

        JsonSchema schema = await JsonSchema.FromFileAsync(Path.Combine(Checkout.Root, "fixtures", "schema", "maillog.schema.json"));
        ICollection<ValidationError> errors = schema.Validate(json);
        (status, string.Join('\n', errors)).Should().Be((0, ""));
        JsonDocument.Parse(json).RootElement.GetProperty("messages").GetProperty("received").GetInt64().Should().Be(45);
    }

    [Test]
    public async Task A_message_is_followed_from_the_connection_to_its_end()
    {
        (int status, string text, _) = await CliRun.RunAsync("maillog", LogFiles.OfLab("varied-3.10"), "--trace", "8FF031AE46B");

        string[] lines = text.TrimEnd('\n').Split('\n');
        status.Should().Be(0);
        lines.Select(l => l[(l.IndexOf("]: ", StringComparison.Ordinal) + 3)..].Split(' ', ',')[0..2]).Select(w => string.Join(' ', w)).Should().Equal(
            "connect from", "Anonymous TLS", "8FF031AE46B: client=mail13.outsider.example[192.0.2.13]", "8FF031AE46B: message-id=<>",
            "8FF031AE46B: from=<alice@yourdomain.no>", "disconnect from", "8FF031AE46B: to=<someone@tls.example>", "8FF031AE46B: removed");
    }

    [TestCase("no such file", "/nowhere/mail.log")]
    [TestCase("a directory", "/tmp")]
    [TestCase("named twice", "/etc/passwd", "/etc/../etc/passwd")]
    [TestCase("none of Postfix", "/etc/passwd")]
    [TestCase("--top 0", "/etc/passwd", "--top", "0")]
    [TestCase("not a queue id", "/etc/passwd", "--trace", "hello")]
    public async Task What_cannot_be_done_is_one_line_and_exit_3(string why, params string[] args)
    {
        (int status, string output, string error) = await CliRun.RunAsync(["maillog", .. args]);

        (status, output).Should().Be((3, ""));
        error.Should().Contain(why).And.Match(e => e.TrimEnd().Split('\n').Length == 1);
    }
}
