using System.Text.Json.Nodes;
using Harness.Core.Postfix.Audit;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Reports;
using Harness.Core.Reports.Sarif;
using Harness.Core.Verdicts;
using Harness.Tests.Evidence;
using NJsonSchema;

namespace Harness.Tests.Reports;

public sealed class SarifReportTests
{
    private static readonly Lazy<Task<JsonSchema>> Schema = new(() =>
        JsonSchema.FromFileAsync(Path.Combine(Checkout.Root, "tests", "Harness.Tests", "Reports", "schemas", "sarif-2.1.0.json")));

    private static JsonNode Run(Judgement judgement) => JsonNode.Parse(new SarifReport().By(judgement))!["runs"]![0]!;

    private static JsonNode ResultOf(string attack, Judgement? judgement = null)
        => Run(judgement ?? SampleRun.Judgement)["results"]!.AsArray().Single(r => (string)r!["ruleId"]! == attack)!;

    [Test]
    public async Task The_report_is_of_the_schema() => (await Schema.Value).Validate(new SarifReport().By(SampleRun.Judgement)).Should().BeEmpty();

    [Test]
    public async Task A_report_of_nothing_is_of_the_schema()
        => (await Schema.Value).Validate(new SarifReport().By(SampleRun.Judgement with { Findings = [] })).Should().BeEmpty();

    [Test]
    public async Task A_report_of_hostile_texts_is_of_the_schema([Values("", "../..//%zz", "<script>{0}](http://x)", "/etc/\u202e\n\ud83d\ude00")] string text)
        => (await Schema.Value).Validate(new SarifReport().By(HostileRun.Of(_ => text))).Should().BeEmpty();

    [Test]
    public async Task The_schema_refuses_what_is_not_of_it()
        => (await Schema.Value).Validate(new SarifReport().By(SampleRun.Judgement).Replace("\"kind\": \"open\"", "\"kind\": \"perhaps\"")).Should().NotBeEmpty();

    [Test]
    public async Task An_audit_is_of_the_schema()
    {
        AuditFinding finding = new(AuditSeverity.Warning, "misspelt", new SettingLine("a b/main.cf", 3, "x", "x = y"), "x is no parameter", "y");
        (await Schema.Value).Validate(AuditSarif.Write([finding], "0.1.0")).Should().BeEmpty();
    }

    [Test]
    public void A_refuted_claim_is_marked_at_the_line_that_decided()
    {
        JsonNode place = ResultOf("helo/non-fqdn/localhost")["locations"]![0]!["physicalLocation"]!;
        ((string)place["artifactLocation"]!["uri"]!).Should().Be("fixtures/guide/main.cf");
        ((int)place["region"]!["startLine"]!).Should().Be(SampleRun.Judgement.Findings.Single(f => f.Attack.Id == "helo/non-fqdn/localhost").Observation!.DecidedAt!.Line);
    }

    [Test]
    public void Without_a_configuration_the_place_is_the_server()
    {
        var remote = SampleRun.Record with { Target = SampleRun.Record.Target with { Name = "mx.example.org:25", MainCf = null, MainCfFile = null } };
        JsonNode place = ResultOf("helo/non-fqdn/localhost", SampleRun.Judge(remote))["locations"]![0]!;
        place["physicalLocation"].Should().BeNull();
        ((string)place["logicalLocations"]![0]!["name"]!).Should().Be("mx.example.org:25");
    }

    [Test]
    public void An_expected_failure_is_suppressed_with_its_reason()
        => ((string)ResultOf("rbl/spamcop/listed")["suppressions"]![0]!["justification"]!).Should().Be("the lab's bl.spamcop.net zone is switched off in this run");

    [Test]
    public void What_is_open_has_no_level() => ((string)ResultOf("rbl/zen/wildcard")["level"]!).Should().Be("none");

    [Test]
    public void Every_result_names_its_rule_by_place()
    {
        JsonNode run = Run(SampleRun.Judgement);
        foreach (JsonNode? result in run["results"]!.AsArray())
            ((string)run["tool"]!["driver"]!["rules"]![(int)result!["ruleIndex"]!]!["id"]!).Should().Be((string)result["ruleId"]!);
    }

    [Test]
    public void A_fingerprint_outlives_other_lines_and_other_words()
    {
        Judgement edited = SampleRun.Judgement with
        {
            Findings = [.. SampleRun.Judgement.Findings.Select(f => f with { Reason = "451 now", Observation = f.Observation is { DecidedAt: { } at } seen ? seen with { DecidedAt = at with { Line = at.Line + 7 } } : f.Observation })],
        };
        string Prints(Judgement j) => string.Concat(Run(j)["results"]!.AsArray().Select(r => r!["partialFingerprints"]!.ToJsonString()));
        Prints(edited).Should().Be(Prints(SampleRun.Judgement));
        Run(SampleRun.Judgement)["results"]!.AsArray().Select(r => (string)r!["partialFingerprints"]!["primaryLocationLineHash"]!).Should().OnlyHaveUniqueItems();
    }

    [TestCase("fixtures/guide/main.cf", "fixtures/guide/main.cf")]
    [TestCase("./a b/ü.cf", "a%20b/%C3%BC.cf")]
    [TestCase("/etc/postfix/main.cf", "file:///etc/postfix/main.cf")]
    [TestCase("//evil.example/x", "file:///evil.example/x")]
    [TestCase("http://x/y", "http%3A/x/y")]
    [TestCase("", "main.cf")]
    public void A_path_is_a_uri_of_the_checkout(string path, string uri) => SarifDocument.Uri(path).Should().Be(uri);

    [Test]
    public void A_message_has_no_placeholders_and_no_links()
        => ((string)SarifDocument.Message("see {0} and [here](http://x)")["text"]!).Should().Be("see {{0}} and [here] (http://x)");
}
