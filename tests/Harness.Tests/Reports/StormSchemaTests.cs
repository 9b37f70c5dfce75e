using System.Text.Json.Nodes;
using Harness.Core.Reports.Storm;
using Harness.Core.Storm;
using Harness.Core.Storm.Faults;
using Harness.Core.Storm.Ledgers;
using NJsonSchema;

namespace Harness.Tests.Reports;

/// <summary>What <c>storm --format json</c> writes is of the form that is published.</summary>
public sealed class StormSchemaTests
{
    private static readonly string _path = Path.Combine(Checkout.Root, "fixtures", "schema", "storm.schema.json");

    private static IEnumerable<TestCaseData> Storms()
    {
        StormRecord sample = StormReportsTests.Sample();
        yield return Case("with and without a disk", sample);
        yield return Case("cut short", sample with { Ended = "interrupted", DrainSeconds = null });
        yield return Case("nothing seen", sample with { Samples = [], Faults = [], Refusals = [], AcceptLatency = new LatencyProfile(0, 0, 0, 0, 0, 0, []), SendSeconds = 0, DeliverySeconds = 0 });
        yield return Case("every fault", sample with { Faults = [.. Fault.Words.Select((word, i) => new FaultRecord(word, i, i + 0.5, i == 0 ? null : "it would not"))] });
        yield return Case("every kind of copy", sample with { Balance = LedgerBalance.Of(Uneven(), []) });
        yield return Case("two storms", sample, sample with { Storage = "memory: tmpfs" });

        static TestCaseData Case(string name, params StormRecord[] storms) => new TestCaseData([storms]).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Storms))]
    public async Task The_json_is_of_its_schema(StormRecord[] storms)
        => (await JsonSchema.FromFileAsync(_path)).Validate(StormReports.Write("json", storms, quiet: false)).Should().BeEmpty();

    [TestCase("\"schema\": 1", "\"schema\": 2")]
    [TestCase("\"ended\": null", "\"over\": null")]
    [TestCase("\"disk\": null", "\"disk\": 0")]
    [TestCase("\"fault\": \"kill\"", "\"fault\": \"Kill\"")]
    [TestCase("\"hold\": 0", "\"hold\": 0.5")]
    public async Task What_is_of_another_form_is_refused(string written, string other)
    {
        string json = StormReports.Write("json", [StormReportsTests.Sample()], quiet: false);
        json.Should().Contain(written);
        (await JsonSchema.FromFileAsync(_path)).Validate(json.Replace(written, other, StringComparison.Ordinal)).Should().NotBeEmpty();
    }

    [Test]
    public void The_schema_knows_the_faults_that_there_are()
        => JsonNode.Parse(File.ReadAllText(_path))!["definitions"]!["fault"]!["properties"]!["fault"]!["enum"]!.AsArray().Select(w => w!.GetValue<string>()).Should().Equal(Fault.Words);

    // Lost, refused and arrived, mangled, doubled, and never offered, of messages with two recipients.
    private static Ledger Uneven()
    {
        var ledger = new Ledger(5, 2);
        foreach (int message in (int[])[0, 1, 2])
            ledger.Sent(message, SentState.Accepted);
        ledger.Accepted(1, "250 2.0.0 Ok: queued as QUEUED\r\n"u8, 3);
        ledger.Sent(3, SentState.Refused);
        foreach (int copy in (int[])[0, 0, 1, 6])
            ledger.Arrived(copy, acknowledged: true, whole: copy > 0, 3);
        return ledger;
    }
}
