using Harness.Core.Catalogue;
using Harness.Core.Scenarios;
using Harness.Core.Verdicts;

namespace Harness.Lab.Tests.Catalogue;

/// <summary>Each Postfix that the lab can run takes the guide's configuration, and differs where its release does (docs/versions.md).</summary>
[Parallelizable(ParallelScope.All)]
public class VersionTests
{
    private static readonly Policy _everything = PolicyReader.Load("everything");

    private static readonly string[] _played =
        ["smuggling/end-of-data/*", "manners/body-before-go", "helo/malformed/*", "helo/missing/*", "relay/outside/*", "relay/sender/*", "tls/handshake/*"];

    // Smuggled messages and bodies that come before 354 are taken unless somebody says otherwise; 3.9 changed the defaults.
    private static readonly string[] _takenBefore39 =
    [
        "smuggling/end-of-data/lf-dot-lf", "smuggling/end-of-data/lf-dot-crlf", "smuggling/end-of-data/lf-lf-dot-crlf",
        "smuggling/end-of-data/cr-nul-lf-dot-crlf", "manners/body-before-go",
    ];

    // The other lab tests run on the default.
    private static IEnumerable<TestCaseData> Versions => PostfixVersion.All.Where(v => v != PostfixVersion.Default).Select(v => new TestCaseData(v).SetArgDisplayNames(v.Number));

    [TestCaseSource(nameof(Versions))]
    public async Task Runs_the_guide_and_is_refuted_where_its_defaults_are_older(PostfixVersion version)
    {
        await RequireAsync(version);
        (HarnessLab lab, LabTarget target) = await HarnessLab.StartAsync(Fixtures.Guide, TestContext.Progress.WriteLine, default, version);
        await using (lab)
        {
            target.Describe().Software.Should().StartWith($"Postfix {version.Number}.");

            Judgement judgement = await Fixtures.CertifyAsync(target, Played(), _everything);

            Refuted(judgement).Should().BeEquivalentTo(version.Number is "3.10" ? [] : _takenBefore39);
            Unsettled(judgement).Should().BeEmpty();
        }
    }

    [TestCaseSource(nameof(Versions))]
    public async Task Gives_accounts_to_a_configuration_with_sasl(PostfixVersion version)
    {
        await RequireAsync(version);
        (HarnessLab lab, LabTarget target) = await HarnessLab.StartAsync(Fixtures.Hardened, TestContext.Progress.WriteLine, default, version);
        await using (lab)
        {
            target.Facts.Should().ContainKey("password");
            Attack[] relays = [.. AttackCatalogue.Shipped().Attacks.Where(a => a.Id is "auth/relay-tls/allowed" or "auth/relay-without" or "auth/in-clear/plain")];

            Judgement judgement = await Fixtures.CertifyAsync(target, relays, _everything);

            Refuted(judgement).Concat(Unsettled(judgement)).Should().BeEmpty();
            judgement.Findings.Should().Contain(f => f.Attack.Id == "auth/relay-tls/allowed" && f.Verdict == Verdict.Pass, "who has logged in may relay");
        }
    }

    private static async Task RequireAsync(PostfixVersion version)
    {
        if (!await version.HasBaseImageAsync(default))
        {
            Assert.Ignore($"{version.BaseImage} is not there: containers/ready.sh bullseye trixie");
        }
    }

    private static Attack[] Played()
        => [.. AttackCatalogue.Shipped().Attacks.Where(a => _played.Any(p => p.EndsWith('*') ? a.Id.StartsWith(p[..^1], StringComparison.Ordinal) : a.Id == p))];

    private static IEnumerable<string> Refuted(Judgement judgement)
        => judgement.Findings.Where(f => f.Verdict == Verdict.Fail).Select(f => f.Attack.Id);

    private static IEnumerable<string> Unsettled(Judgement judgement)
        => judgement.Findings.Where(f => f.Verdict is Verdict.Error or Verdict.Inconclusive).Select(f => $"{f.Attack.Id}: {f.Reason}");
}
