using System.Text.Json;
using Harness.Cli;

namespace Harness.Tests.Cli;

/// <summary>Realistic changes of the guide's configuration, each with the statements that a person would make.</summary>
public class DiffTests
{
    private static readonly string _guide = Path.Combine(Checkout.Root, "fixtures", "guide");

    private static IEnumerable<string> Changes() => Directory.EnumerateDirectories(Path.Combine(Checkout.Root, "fixtures", "diff")).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Changes))]
    public async Task Says_what_a_change_does_and_nothing_else(string change)
    {
        string place = Path.Combine(Checkout.Root, "fixtures", "diff", change);
        (int status, JsonElement report) = await DiffAsync(_guide, place);

        string[] said = [.. report.GetProperty("differences").EnumerateArray().Select(d => $"{d.GetProperty("kind").GetString()} {d.GetProperty("statement").GetString()}")];
        string seen = string.Concat(said.Select(s => s + "\n"));
        seen.Should().Be(GoldenFile.Read(Path.Combine("fixtures", "diff", change, "expected.txt"), seen));
        status.Should().Be(said.Length == 0 ? 0 : 1);
    }

    [TestCaseSource(nameof(Changes))]
    public async Task Shows_each_difference_by_a_session_that_explain_confirms(string change)
    {
        (_, JsonElement report) = await DiffAsync(_guide, Path.Combine(Checkout.Root, "fixtures", "diff", change));

        foreach (JsonElement difference in report.GetProperty("differences").EnumerateArray())
        {
            foreach (string side in (string[])["before", "after"])
            {
                (_, string explained, _) = await RunAsync([.. ShellWords.Of(difference.GetProperty("replay").GetProperty(side).GetString()!).Skip(1), "--format", "json"]);
                JsonElement shown = JsonDocument.Parse(explained).RootElement;
                JsonElement told = difference.GetProperty(side);
                Code(shown).Should().Be(Code(told), $"{difference.GetProperty("statement")}: {difference.GetProperty("replay").GetProperty(side)}");
            }
        }
    }

    [Test]
    public async Task Expected_changes_do_not_count()
    {
        (int status, string text, _) = await RunAsync("diff", "--predict", _guide, Path.Combine(Checkout.Root, "fixtures", "diff", "01-list-removed"), "--allow", "opens");

        status.Should().Be(0);
        text.Should().Contain("opens (expected)");
    }

    [Test]
    public async Task Mirrors_what_opens_into_what_closes()
    {
        (_, JsonElement report) = await DiffAsync(Path.Combine(Checkout.Root, "fixtures", "diff", "01-list-removed"), _guide);

        report.GetProperty("differences").EnumerateArray().Select(d => d.GetProperty("statement").GetString())
            .Should().Equal("outsiders listed on bl.spamcop.net: accepted → 554");
    }

    [TestCase("junit", "<failure")]
    [TestCase("markdown", "- **opens** outsiders listed on bl.spamcop.net: 554 → accepted")]
    public async Task Reports_for_build_servers_too(string format, string part)
    {
        (_, string text, _) = await RunAsync("diff", "--predict", _guide, Path.Combine(Checkout.Root, "fixtures", "diff", "01-list-removed"), "--format", format);

        text.Should().Contain(part);
    }

    [Test]
    public async Task A_single_configuration_is_the_callers_mistake()
    {
        (int status, _, string complaint) = await RunAsync("diff", "--predict", _guide);

        status.Should().Be(3);
        complaint.Should().Contain("--against-postfix");
    }

    [Test]
    public async Task Two_releases_of_Postfix_can_be_compared()
    {
        (int status, string text, _) = await RunAsync("diff", "--predict", _guide, "--postfix", "3.5", "--against-postfix", "3.10", "--quiet");

        status.Should().BeOneOf(0, 1);
        text.Should().MatchRegex("^(no difference|[0-9]+ differences?)");
    }

    [Test]
    public async Task No_such_revision_is_the_callers_mistake()
    {
        (int status, _, string complaint) = await RunAsync("diff", "--predict", "no-such-revision:fixtures/guide", _guide);

        status.Should().Be(3);
        complaint.Should().Contain("no-such-revision");
    }

    private static int? Code(JsonElement outcome) => outcome.TryGetProperty("code", out JsonElement code) && code.GetInt32() != 0 ? code.GetInt32() : null;

    private static async Task<(int Status, JsonElement Report)> DiffAsync(string before, string after)
    {
        (int status, string output, string complaint) = await RunAsync("diff", "--predict", before, after, "--format", "json");
        complaint.Should().BeEmpty();
        return (status, JsonDocument.Parse(output).RootElement);
    }

    private static async Task<(int Status, string Output, string Error)> RunAsync(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        int status = (int)await Program.RunAsync(args, new Terminal(output, error, PlainConsole.On(output), null));
        return (status, output.ToString(), error.ToString());
    }
}
