using System.Text.Json.Nodes;
using Harness.Core.Evidence;
using Harness.Core.Fuzz;
using Harness.Core.Postfix.Intake;
using Harness.Core.Reports;
using NJsonSchema;

namespace Harness.Tests.Fuzz;

/// <summary>What <c>fuzz --format json</c> writes is of the form that is published.</summary>
public sealed class FuzzSchemaTests
{
    private static readonly string _path = Path.Combine(Checkout.Root, "fixtures", "schema", "fuzz.schema.json");

    // NJsonSchema knows no integer beyond 63 bits.
    private const ulong Seed = long.MaxValue;

    private static readonly FuzzRecord _bare = new() { Target = new TargetRecord("ours", "Postfix 3.7.11", null, null, [], [], null, []), Seed = Seed, Asked = 10 };

    private static readonly FuzzRecord _full = _bare with
    {
        Target = new TargetRecord(
            "ours", "Postfix 3.7.11", "biff = no\n", "ours/main.cf", [new OverlayLine("in_flow_delay = 0", "time")],
            [new ClientSeen("outsider", "192.0.2.1", "mail.example"), new ClientSeen("ipv6", "2001:db8::1", null)], "00ff", ["overriding earlier entry"])
        {
            StandIns = [new StandIn("mysql:x.cf", "main.cf:3", "no database", "an empty table")],
        },
        Kinds = new Dictionary<string, int> { ["end-of-data"] = 4 },
        Replies = new Dictionary<string, int> { ["2xx"] = 3, ["5xx"] = 1 },
        Breaches = [.. Enum.GetValues<BreachKind>().Select((k, i) => new Breach(k, i, "\\x1b[2J"))],
        Late = [new Breach(BreachKind.NotAlive, 3, "no answer") { IsLate = true }],
        Counterexamples =
        [
            .. Enum.GetValues<Leaving>().Select(l => new Counterexample(
                new Breach(BreachKind.Lost, 4, "cut"), [new FuzzTransaction(4, "end-of-data", [new FuzzWrite("DATA\r\n", 1), new FuzzWrite("\u0000ÿ\n.\r\n", 1, true)], l)],
                l == Leaving.Stays, 5, ["C: DATA"], "id: fuzz/x\n") { File = l == Leaving.Stays ? "found/x.yaml" : null }),
        ],
        NotEstablished = "the server turned everybody away",
        IsInterrupted = true,
    };

    private static IEnumerable<TestCaseData> Records() => [new TestCaseData(_bare).SetArgDisplayNames("bare"), new TestCaseData(_full).SetArgDisplayNames("full")];

    [TestCaseSource(nameof(Records))]
    public async Task The_json_is_of_its_schema(FuzzRecord record) => (await JsonSchema.FromFileAsync(_path)).Validate(FuzzJson.Of(record)).Should().BeEmpty();

    [Test]
    public async Task What_a_run_came_to_is_of_the_schema()
    {
        await using var toy = new ToyServer(Fault.Malformed);
        FuzzRecord record = await new FuzzRun(toy, FuzzRun.Patience, TimeProvider.System, (n, _) => new FuzzTransaction(n, "dialogue", [new FuzzWrite("RSET x\r\n", 1)])) { MostCounterexamples = 1 }
            .PlayAsync(7, 3, null, default);

        record.Counterexamples.Should().NotBeEmpty();
        (await JsonSchema.FromFileAsync(_path)).Validate(FuzzJson.Of(record)).Should().BeEmpty();
    }

    [TestCase("\"schema\": 1", "\"schema\": 2")]
    [TestCase("\"seed\": 9223372036854775807", "\"seed\": -1")]
    [TestCase("\"kind\": \"lost\"", "\"kind\": \"Lost\"")]
    [TestCase("\"2xx\"", "\"250\"")]
    [TestCase("\"isInterrupted\"", "\"interrupted\"")]
    [TestCase("\"answers\": 2", "\"answers\": null")]
    public async Task What_is_of_another_form_is_refused(string written, string other)
    {
        string json = FuzzJson.Of(_full);
        json.Should().Contain(written);
        (await JsonSchema.FromFileAsync(_path)).Validate(json.Replace(written, other, StringComparison.Ordinal)).Should().NotBeEmpty();
    }

    [Test]
    public void The_version_comes_first_and_what_cannot_be_seen_is_escaped()
    {
        string json = FuzzJson.Of(_full with { Seed = ulong.MaxValue });

        json.Should().StartWith("{\n  \"schema\": 1,\n  \"target\": {").And.Contain("\\u0000ÿ\\n").And.EndWith("}\n");
        JsonNode.Parse(json)!["seed"]!.GetValue<ulong>().Should().Be(ulong.MaxValue);
    }
}
