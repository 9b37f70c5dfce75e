using Harness.Core.Evidence;
using Harness.Core.Reports.Html;
using Harness.Core.Verdicts;
using Harness.Tests.Evidence;
using static Microsoft.Playwright.Assertions;

namespace Harness.Tests.Reports.Browser;

/// <summary>A run of five thousand claims, each with a session of its own.</summary>
public sealed class LargeRunTests
{
    private const int Claims = 5000;

    [Test]
    public async Task Five_thousand_claims_open_and_can_be_searched()
    {
        string html = new HtmlReport().By(Large());
        if (Environment.GetEnvironmentVariable("HARNESS_KEEP_PAGE") is { Length: > 0 } kept)
            await File.WriteAllTextAsync(kept, html);
        html.Length.Should().BeLessThan(10_000_000);
        await using OpenedPage opened = await OpenedPage.Of(html);
        await Expect(opened.Page.Locator("#shown")).ToHaveTextAsync($"{Claims} claims");
        double milliseconds = await opened.Page.EvaluateAsync<double>("performance.getEntriesByType('navigation')[0].loadEventEnd");
        // Said and not asserted: how long it takes is the machine's.
        await TestContext.Out.WriteLineAsync($"{html.Length / 1e6:0.0} MB open in {milliseconds:0} ms");
        await opened.Page.Locator("#find").FillAsync("claim-04711");
        await Expect(opened.Page.Locator("#shown")).ToHaveTextAsync($"1 of {Claims} claims");
        opened.Complaints.Should().BeEmpty();
    }

    private static Judgement Large()
    {
        Finding[] samples = [.. SampleRun.Judgement.Findings.Where(f => f.Observation?.Transcript.Count > 0)];
        Finding[] findings = [.. Enumerable.Range(0, Claims).Select(at => Numbered(samples[at % samples.Length], at))];
        RunRecord record = SampleRun.Record with { Attacks = [.. findings.Select(f => f.Attack)], Observations = [.. findings.Select(f => f.Observation!)] };
        return SampleRun.Judgement with { Record = record, Findings = findings };
    }

    private static Finding Numbered(Finding finding, int at)
    {
        string id = $"{finding.Attack.Id}/claim-{at:00000}";
        // As long as a session commonly is.
        TranscriptLine[] session = [.. Enumerable.Range(0, 30).Select(line => new TranscriptLine(line * 1.7, line % 2 == 0 ? "S" : "C", $"250 2.1.0 line {line} of a session of ordinary length"))];
        return finding with { Attack = finding.Attack with { Id = id }, Observation = finding.Observation! with { Attack = id, Transcript = session } };
    }
}
