using Harness.Core.Reports;
using Harness.Core.Scenarios;
using Harness.Core.Verdicts;

namespace Harness.Lab.Tests;

/// <summary>Every attack that the policy guide counts, against the guide's own configuration: one case each, named by its id.</summary>
[Parallelizable(ParallelScope.All)]
public class GuideTests
{
    /// <summary>What the guide promises and its own lines do not keep, or say nothing about; each with its reason.</summary>
    private static readonly Dictionary<string, (Verdict Verdict, string Because)> _known = new()
    {
        ["outbound/encrypts"] = (Verdict.Fail, "the guide sets TLS for mail that comes in only"),
        ["auth/relay"] = (Verdict.NotApplicable, "the guide permits authenticated clients and enables no authentication"),
    };

    // One run for all of them, as certify plays them: each with a bracket of its own took half a minute more.
    private static readonly Lazy<Task<Judgement>> _judgement = new(() => Fixtures.CertifyAsync(SharedLab.Target, Fixtures.Attacks));

    private static IEnumerable<TestCaseData> Cases() => Fixtures.Attacks.Select(
        a => new TestCaseData(a).SetName(a.Id).SetCategory(a.Id.Split('/')[0]));

    [TestCaseSource(nameof(Cases))]
    public async Task Holds(Attack attack)
    {
        Judgement judgement = await _judgement.Value;

        (Verdict expected, string because) = _known.GetValueOrDefault(attack.Id, (Verdict.Pass, "the guide promises it"));
        Finding finding = judgement.Findings.Single(f => f.Attack.Id == attack.Id);
        finding.Verdict.Should().Be(expected, "{0}; seen was\n{1}", because, Report(judgement with { Findings = [finding] }));
    }

    private static string Report(Judgement judgement)
    {
        var text = new StringWriter();
        new TextReport(verbose: true).Write(judgement, text);
        return text.ToString();
    }
}
