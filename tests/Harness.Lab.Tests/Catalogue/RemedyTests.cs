using Harness.Core.Catalogue;
using Harness.Core.Evidence;
using Harness.Core.Remedies;
using Harness.Core.Scenarios;
using Harness.Core.Verdicts;

namespace Harness.Lab.Tests.Catalogue;

/// <summary>The lines that the harness says mend the guide's configuration, really pasted into a copy of it.</summary>
/// <remarks>Lists are switched and configurations loaded: a lab to itself.</remarks>
[Parallelizable(ParallelScope.Self)]
public class RemedyTests
{
    private static readonly string[] _families =
    [
        "helo/*", "address/sender-*", "address/postmaster/*", "address/recipient-fqdn*", "dnsbl/*", "enumeration/*", "smuggling/end-of-data/*",
        "smuggling/inside/*", "smuggling/outbound/*", "outbound/*", "tls/version/*", "relay/matrix/*percent*",
    ];

    [Test]
    public async Task What_is_proposed_mends_the_guide_and_breaks_nothing()
    {
        Policy hardened = PolicyReader.Load("hardened");
        Attack[] attacks = [.. AttackCatalogue.Shipped().Attacks.Where(a => hardened.LevelOf(a.Id) == Level.Must && _families.Any(f => Glob.Matches(f, a.Id)))];
        (HarnessLab lab, LabTarget target) = await HarnessLab.StartAsync(Fixtures.Guide, _ => { }, default);
        await using (lab)
        {
            Judgement before = await CertifyAsync(lab, target, attacks, hardened);
            before.Remarks.Should().BeEmpty("the model foretells what the server does");
            PasteBlock block = before.Record.Paste!;
            // It needs a table with the server's own address, which no line has.
            block.Attacks.Except(block.Mended).Should().Equal("helo/own/literal");

            string file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.cf");
            await File.WriteAllTextAsync(file, Fixtures.Guide.Text + "\n" + string.Join('\n', block.Lines) + "\n");
            target = await lab.LoadAsync(ConfigurationFiles.Open(file), default);
            Judgement after = await CertifyAsync(lab, target, attacks, hardened);
            Refuted(after).Should().Equal("helo/own/literal");
            after.Remarks.Should().BeEmpty();
        }
    }

    private static async Task<Judgement> CertifyAsync(HarnessLab lab, LabTarget target, IReadOnlyList<Attack> attacks, Policy policy)
    {
        ServerUnderTest server = (await lab.ServerSideAsync(target, default)).UnderTest(target);
        Judgement judged = await Fixtures.CertifyAsync(target, attacks, policy);
        return Judge.Judging(Foretelling.Add(judged.Record, policy, server), policy);
    }

    private static IEnumerable<string> Refuted(Judgement judgement)
        => judgement.Findings.Where(f => f.Verdict != Verdict.Pass && f.Verdict != Verdict.NotApplicable).Select(f => f.Attack.Id);
}
