using System.Text.Json;
using System.Xml.Linq;
using Harness.Core.Mutation;
using Harness.Core.Mutation.Trials;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Reports.Mutants;
using Harness.Core.Verdicts;
using NJsonSchema;

namespace Harness.Tests.Mutation;

/// <summary>Score, exit status and the forms of the report.</summary>
public class MutationReportTests
{
    [TestCase("kkkk", 100.0, ExitStatus.Conforms)]
    [TestCase("kkke", 100.0, ExitStatus.Conforms)]
    [TestCase("kkks", 75.0, ExitStatus.Findings)]
    [TestCase("kkkn", 75.0, ExitStatus.NotEstablished)]
    [TestCase("knse", 100.0 / 3, ExitStatus.Findings)]
    [TestCase("ee", null, ExitStatus.NotEstablished)]
    public void Whatever_is_not_proven_equivalent_counts(string fates, double? score, ExitStatus status)
    {
        MutationReport report = Report(fates);

        report.Score.Should().Be(score);
        report.ExitStatus.Should().Be(status);
    }

    [Test]
    public void A_run_that_was_interrupted_has_established_nothing()
        => (Report("kkk") with { Mutants = 9 }).ExitStatus.Should().Be(ExitStatus.NotEstablished);

    [Test]
    public void A_survivor_is_never_rounded_away()
        => Written(new MutationText(), Report(new string('k', 9999) + "s")).Should().Contain("mutation score 99.9 %");

    [Test]
    public void The_text_names_line_mistake_and_the_session_that_would_tell()
        => Written(new MutationText(), Report("s")).Should().ContainAll("SURVIVED  p/1/remove", "main.cf:7: the line", "a mistake", "192.0.2.1 says EHLO pc");

    [Test]
    public void The_json_counts_and_lists()
    {
        JsonElement json = JsonDocument.Parse(Written(new MutationJson(), Report("kse"))).RootElement;

        json.GetProperty("killed").GetInt32().Should().Be(1);
        json.GetProperty("score").GetDouble().Should().Be(50);
        json.GetProperty("trials")[1].GetProperty("fate").GetString().Should().Be("survived");
    }

    [Test]
    public async Task The_json_is_of_its_schema()
        => (await JsonSchema.FromFileAsync(Path.Combine(Checkout.Root, "fixtures", "schema", "mutation.schema.json")))
            .Validate(Written(new MutationJson(), Report("ksen"))).Should().BeEmpty();

    [Test]
    public void A_survivor_is_a_failure_of_junit_and_an_equivalent_one_is_skipped()
    {
        XElement suite = XDocument.Parse(Written(new MutationJUnit(), Report("ksen"))).Root!.Element("testsuite")!;

        suite.Elements("testcase").Select(c => c.Elements().FirstOrDefault()?.Name.LocalName).Should().Equal(null, "failure", "skipped", "error");
    }

    [Test]
    public void Hostile_text_is_disarmed_in_every_form()
    {
        MutationReport report = Report("s");
        Trial trial = report.Trials[0] with { Because = "550 <script>alert(1)</script>\u001b[31m\r\n::error::x" };
        report = report with { Trials = [trial] };

        Written(new MutationHtml(), report).Should().NotContain("<script>alert").And.Contain("&lt;script&gt;alert").And.NotContain("\u001b");
        Written(new MutationText(), report).Should().NotContain("\u001b").And.NotContain("\n::error");
        Written(new MutationJUnit(), report).Should().NotContain("\u001b").And.NotContain("\n::error");
    }

    internal static string Written(IMutationReportWriter writer, MutationReport report)
    {
        var text = new StringWriter();
        writer.Write(report, text);
        return text.ToString();
    }

    internal static MutationReport Report(string fates) => new()
    {
        Name = "fixtures/guide",
        Software = "Postfix 3.7.11",
        MainCf = "a = b\n",
        Policy = "everything",
        Counted = 20,
        Holding = 10,
        Mutants = fates.Length,
        Trials = [.. fates.Select((f, i) => new Trial(
            new Mutant($"p/{i + 1}/remove", "remove", new SettingLine("main.cf", 7, "p", "the line"), "the line", "", "", "a mistake"),
            f switch { 'k' => Fate.Killed, 's' => Fate.Survived, 'e' => Fate.Equivalent, _ => Fate.NotEstablished },
            "because")
        {
            WouldTell = f == 's' ? "192.0.2.1 says EHLO pc" : null,
        })],
        OriginalSeconds = 1,
        Seconds = 2,
    };
}
