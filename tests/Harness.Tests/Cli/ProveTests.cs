using System.Text.Json;
using NJsonSchema;

namespace Harness.Tests.Cli;

/// <summary>Claims over all sessions of a configuration, by the model alone.</summary>
public sealed class ProveTests
{
    private static readonly string _fixtures = Path.Combine(Checkout.Root, "fixtures");

    private string _directory = "";

    [SetUp]
    public void MakeDirectory() => _directory = Directory.CreateTempSubdirectory("prove").FullName;

    [TearDown]
    public void RemoveDirectory() => Directory.Delete(_directory, recursive: true);

    [Test]
    public async Task The_guide_lets_nobody_outside_relay_in_any_of_its_sessions()
    {
        (int status, JsonElement proof) = await ProveAsync(Path.Combine(_fixtures, "guide"));

        (status, Text(proof, "standing")).Should().Be((0, "holds"));
        proof.GetProperty("decided").GetInt64().Should().Be(proof.GetProperty("sessions").GetInt64()).And.BeGreaterThan(500_000);
        proof.GetProperty("refused").EnumerateArray().Sum(r => r.GetProperty("sessions").GetInt64()).Should().Be(proof.GetProperty("decided").GetInt64());
        proof.GetProperty("nearMisses").EnumerateArray().Select(n => Text(n.GetProperty("answer"), "restriction")).Should().Contain("defer_unauth_destination");
    }

    [TestCase("cve/relay/vulnerable", "permit_mynetworks")]
    [TestCase("diff/25-everybody-inside", "permit_mynetworks")]
    [TestCase("diff/26-relay-for-whoever-is-named", "main.cf:8  check_helo_access static:OK")]
    public async Task A_way_in_is_shown_by_its_line_and_by_a_session_that_explain_confirms(string configuration, string by)
    {
        (int status, JsonElement proof) = await ProveAsync(Path.Combine(_fixtures, configuration));

        (status, Text(proof, "standing")).Should().Be((1, "refuted"));
        JsonElement shown = proof.GetProperty("counterexamples")[0];
        Text(shown, "letInBy").Should().Contain(by);
        (_, string explained, _) = await CliRun.RunAsync([.. ShellWords.Of(Text(shown, "replay")!).Skip(1), "--format", "json"]);
        JsonDocument.Parse(explained).RootElement.GetProperty("code").GetInt32().Should().Be(250);
    }

    [Test]
    public async Task Every_near_miss_is_refused_as_told()
    {
        (_, JsonElement proof) = await ProveAsync(Path.Combine(_fixtures, "hardened"), "address/own-sender");

        foreach (JsonElement near in proof.GetProperty("nearMisses").EnumerateArray())
        {
            (_, string explained, _) = await CliRun.RunAsync([.. ShellWords.Of(Text(near, "replay")!).Skip(1), "--format", "json"]);
            JsonDocument.Parse(explained).RootElement.GetProperty("code").GetInt32().Should().Be(near.GetProperty("answer").GetProperty("code").GetInt32(), Text(near, "replay"));
        }
    }

    [Test]
    public async Task The_hardened_configuration_keeps_every_claim()
    {
        (int status, JsonElement report) = await ReportAsync(Path.Combine(_fixtures, "hardened"), "*");

        status.Should().Be(0);
        report.GetProperty("proofs").EnumerateArray().Select(p => Text(p, "standing")).Should().OnlyContain(s => s == "holds").And.HaveCount(11);
    }

    [Test]
    public async Task In_short_it_is_a_line_for_each_claim()
    {
        (int status, string output, _) = await CliRun.RunAsync("prove", "--predict", Path.Combine(_fixtures, "guide"), "auth/in-clear", "dnsbl/listed/list.example", "--quiet");

        status.Should().Be(1, output);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')[0]).Should().BeEquivalentTo("holds", "refuted");
    }

    [Test]
    public async Task A_table_that_cannot_be_read_leaves_the_claim_open()
    {
        Write("smtpd_relay_restrictions = permit_mynetworks, check_client_access ldap:/etc/postfix/friends.cf, reject_unauth_destination\n");

        (int status, JsonElement proof) = await ProveAsync(_directory);

        (status, Text(proof, "standing")).Should().Be((2, "open"));
        Text(proof.GetProperty("untold")[0], "what").Should().Contain("friends.cf");
    }

    [Test]
    public async Task A_server_that_refuses_everything_keeps_no_claim()
    {
        Write("mynetworks =\nsmtpd_recipient_restrictions = reject\n");

        (int status, JsonElement proof) = await ProveAsync(_directory);

        (status, Text(proof, "standing")).Should().Be((2, "open"));
        Text(proof, "reason").Should().Contain("refuses everything");
    }

    [Test]
    public async Task A_pattern_that_takes_every_domain_is_an_open_relay()
    {
        Write("relay_domains = static:anything\n");

        (await ProveAsync(_directory)).Status.Should().Be(1);
    }

    [Test]
    public async Task A_refusal_after_DATA_is_a_refusal()
    {
        Write("smtpd_relay_restrictions =\nsmtpd_recipient_restrictions = check_helo_access static:OK, reject_unauth_destination\nsmtpd_data_restrictions = reject\n");

        (_, JsonElement proof) = await ProveAsync(_directory);

        proof.GetProperty("letIn").GetInt64().Should().Be(0);
        proof.GetProperty("refused").EnumerateArray().Should().Contain(r => Text(r.GetProperty("answer"), "stage") == "data");
    }

    [TestCase("", 0)]
    [TestCase("smtpd_sasl_auth_enable = yes\n", 1)]
    [TestCase("smtpd_sasl_auth_enable = yes\nsmtpd_tls_auth_only = yes\n", 0)]
    [TestCase("smtpd_sasl_auth_enable = yes\nsmtpd_tls_security_level = encrypt\n", 0)]
    public async Task Settings_decide_about_passwords_in_clear(string settings, int status)
    {
        Write(settings);

        (await ProveAsync(_directory, "auth/in-clear")).Status.Should().Be(status);
    }

    [Test]
    public async Task A_list_that_is_not_asked_keeps_nobody_out()
    {
        (int status, JsonElement proof) = await ProveAsync(Path.Combine(_fixtures, "guide"), "dnsbl/listed/list.example");

        status.Should().Be(1);
        Text(proof, "reason").Should().Contain("no restriction asks list.example");
    }

    [Test]
    public async Task A_build_server_is_told_as_well()
    {
        (_, string output, _) = await CliRun.RunAsync("prove", "--predict", Path.Combine(_fixtures, "guide"), "dnsbl/listed/list.example", "--format", "junit");

        output.Should().Contain("failures=\"1\"").And.Contain("no restriction asks list.example");
    }

    [Test]
    public async Task No_such_claim_is_the_callers_mistake()
    {
        (int status, string output, string error) = await CliRun.RunAsync("prove", "--predict", Path.Combine(_fixtures, "guide"), "relay/nowhere");

        (status, output, error.Count(c => c == '\n')).Should().Be((3, "", 1));
        error.Should().Contain("relay/outside");
    }

    private void Write(string settings) => File.WriteAllText(Path.Combine(_directory, "main.cf"), "compatibility_level = 3.6\nmyhostname = mx.example.org\nmydestination = example.org\n" + settings);

    private static async Task<(int Status, JsonElement Proof)> ProveAsync(string configuration, params string[] claims)
    {
        (int status, JsonElement report) = await ReportAsync(configuration, claims);
        return (status, report.GetProperty("proofs")[0]);
    }

    // Every report is of the schema.
    private static async Task<(int Status, JsonElement Report)> ReportAsync(string configuration, params string[] claims)
    {
        (int status, string output, string error) = await CliRun.RunAsync(["prove", "--predict", configuration, .. claims, "--format", "json"]);
        error.Should().BeEmpty();
        JsonSchema schema = await JsonSchema.FromFileAsync(Path.Combine(_fixtures, "schema", "proof.schema.json"));
        schema.Validate(output).Should().BeEmpty();
        return (status, JsonDocument.Parse(output).RootElement);
    }

    private static string? Text(JsonElement element, string member) => element.TryGetProperty(member, out JsonElement value) ? value.GetString() : null;
}
