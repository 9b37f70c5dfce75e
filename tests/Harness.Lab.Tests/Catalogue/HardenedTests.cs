using Harness.Core.Catalogue;
using Harness.Core.Reports;
using Harness.Core.Scenarios;
using Harness.Core.Verdicts;

namespace Harness.Lab.Tests.Catalogue;

/// <summary>The whole catalogue by the policy hardened: what the guide lacks of it, and a configuration that keeps it.</summary>
/// <remarks>Lists are switched while these run, so each has a lab to itself.</remarks>
[Parallelizable(ParallelScope.All)]
public class HardenedTests
{
    private static readonly Policy _hardened = PolicyReader.Load("hardened");

    [Test]
    public async Task The_guide_lacks_what_has_become_necessary_since()
    {
        Judgement judgement = await CertifyAsync(Fixtures.Guide);
        judgement.Findings.Where(f => f.Verdict is Verdict.Error or Verdict.Inconclusive).Select(f => $"{f.Attack.Id}: {f.Reason}").Should().BeEmpty();
        GoldenVerdicts.Compare("guide-by-hardened.txt", [.. judgement.Findings.Where(f => f.Counts)]);
    }

    [Test]
    public async Task The_hardened_configuration_keeps_all_of_it()
    {
        Judgement judgement = await CertifyAsync(Fixtures.Hardened);
        judgement.ExitStatus.Should().Be(ExitStatus.Conforms, "{0}", Report(judgement));
        judgement.Findings.Where(f => f.Level != Level.May && f.Verdict is not (Verdict.Pass or Verdict.NotApplicable)).Should().BeEmpty();
    }

    private static async Task<Judgement> CertifyAsync(ConfigurationFiles files)
    {
        (HarnessLab lab, LabTarget target) = await HarnessLab.StartAsync(files, _ => { }, default);
        await using (lab)
        {
            Judgement judgement = await Fixtures.CertifyAsync(target, [.. AttackCatalogue.Shipped().Attacks.Where(a => _hardened.LevelOf(a.Id) is not null)], _hardened);
            // A machine that is too busy for a moment keeps mail waiting too: what a flood did is looked at twice.
            Attack[] floods = [.. judgement.Findings.Where(f => f.Verdict == Verdict.Fail && f.Attack.Steps is [Flood]).Select(f => f.Attack)];
            if (floods.Length == 0)
            {
                return judgement;
            }

            Judgement again = await Fixtures.CertifyAsync(target, floods, _hardened);
            return judgement with { Findings = [.. judgement.Findings.Where(f => !floods.Contains(f.Attack)), .. again.Findings] };
        }
    }

    private static string Report(Judgement judgement)
    {
        var text = new StringWriter();
        new TextReport().Write(judgement, text);
        return text.ToString();
    }
}
