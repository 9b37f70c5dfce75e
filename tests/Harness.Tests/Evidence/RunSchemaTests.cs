using System.Text.Json.Nodes;
using Harness.Core.Evidence;
using Harness.Core.Reports;
using Harness.Tests.Reports;
using NJsonSchema;

namespace Harness.Tests.Evidence;

public sealed class RunSchemaTests
{
    private static readonly Lazy<Task<JsonSchema>> Schema = new(() =>
        JsonSchema.FromFileAsync(Path.Combine(Checkout.Root, "fixtures", "schema", "run.schema.json")));

    private static readonly string Sample = RunRecordJson.Write(SampleRun.Record);

    [Test]
    public async Task A_full_record_is_of_the_schema() => (await Schema.Value).Validate(Sample).Should().BeEmpty();

    [Test]
    public async Task A_record_with_its_judgement_is_of_the_schema() =>
        (await Schema.Value).Validate(new JsonReport().By(SampleRun.Judgement)).Should().BeEmpty();

    [Test]
    public void The_sample_fills_every_member_the_schema_knows()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Checkout.Root, "fixtures", "schema", "run.schema.json")))!;
        var used = Members(JsonNode.Parse(new JsonReport().By(SampleRun.Judgement))).ToHashSet();
        var known = schema["definitions"]!.AsObject().Select(d => d.Value).Append(schema)
            .Select(d => d!["properties"]).OfType<JsonObject>().SelectMany(p => p.Select(m => m.Key));
        known.Except(used).Should().BeEmpty();
    }

    [TestCase("schema", "2")]
    [TestCase("schema", "\"1\"")]
    [TestCase("tool", null)]
    [TestCase("started", "17")]
    [TestCase("seconds", "-1")]
    [TestCase("surprise", "true")]
    [TestCase("target.overlay", "{}")]
    [TestCase("target.standIns.0.place", null)]
    [TestCase("target.port", "25")]
    [TestCase("bracket.0.accepted", "\"yes\"")]
    [TestCase("attacks.0.steps.0.$type", "\"shout\"")]
    [TestCase("attacks.0.steps.0.line", null)]
    [TestCase("attacks.0.source", "{}")]
    [TestCase("attacks.0.pass.0.stage", "\"hello\"")]
    [TestCase("attacks.0.pass.0.reply.0", "\"6xx\"")]
    [TestCase("observations.0.outcome.ending", "\"lost\"")]
    [TestCase("observations.0.decided.status", "2")]
    public async Task A_broken_record_is_not(string path, string? value) =>
        (await Schema.Value).Validate(Edited.At(Sample, path, value)).Should().NotBeEmpty();

    private static IEnumerable<string> Members(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(p => Members(p.Value).Prepend(p.Key)),
        JsonArray a => a.SelectMany(Members),
        _ => [],
    };
}
