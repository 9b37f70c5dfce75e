using Harness.Core.Catalogue;
using Harness.Core.Scenarios;
using Harness.Core.Verdicts;

namespace Harness.Lab.Tests;

/// <summary>
/// Each class of <c>fixtures/cve</c> has a vulnerable configuration, of which the attacks say so, and a fixed one that they pass
/// (docs/cve.md).
/// </summary>
[Parallelizable(ParallelScope.Self)]
public class CveTests
{
    private static readonly Policy _everything = PolicyReader.Load("everything");

    private HarnessLab _lab = null!;

    private static IEnumerable<TestCaseData> Pairs()
    {
        yield return Pair("smuggling", ["smuggling/end-of-data/*", "smuggling/conformance/*"], "smuggling/",
            "end-of-data/lf-dot-lf", "end-of-data/lf-dot-crlf", "end-of-data/lf-lf-dot-crlf", "end-of-data/cr-nul-lf-dot-crlf",
            "conformance/crlf-dot-lf", "conformance/crlf-dot-cr-crlf", "conformance/cr-crlf-dot-cr-crlf");
        yield return Pair("smuggling-bdat", ["smuggling/bdat/*lf-dot*", "smuggling/by-turns/lf*"], "smuggling/",
            "bdat/lf-dot-lf", "bdat/lf-dot-crlf", "bdat/lf-lf-dot-crlf", "bdat/cr-nul-lf-dot-crlf", "bdat/crlf-dot-lf", "bdat/crlf-dot-cr-crlf", "bdat/cr-crlf-dot-cr-crlf",
            "by-turns/lf-dot-lf", "by-turns/lf-dot-crlf", "by-turns/lf-lf-dot-crlf");
        yield return Pair("smuggling-inside", ["smuggling/inside/lf*", "smuggling/inside-start/*-lf", "smuggling/inside-bdat/lf*"], "smuggling/",
            "inside/lf-dot-lf", "inside/lf-dot-crlf", "inside/lf-lf-dot-crlf", "inside-start/dot-lf", "inside-start/lf-dot-lf",
            "inside-bdat/lf-dot-lf", "inside-bdat/lf-dot-crlf", "inside-bdat/lf-lf-dot-crlf");
        yield return Pair("smuggling-outbound", ["smuggling/outbound/cr*", "smuggling/outbound-bdat/cr-*", "smuggling/outbound-authenticated/cr-*"], "smuggling/",
            "outbound/cr-dot-lf", "outbound/cr-dot-crlf", "outbound/cr-dot-cr", "outbound/crlf-nul-dot-crlf",
            "outbound-bdat/cr-dot-lf", "outbound-bdat/cr-dot-crlf", "outbound-bdat/cr-dot-cr",
            "outbound-authenticated/cr-dot-lf", "outbound-authenticated/cr-dot-crlf", "outbound-authenticated/cr-dot-cr");
        yield return Pair("pipelining", ["manners/body-before-go", "manners/one-write", "manners/early-session"], "manners/", "body-before-go", "one-write", "early-session");
        yield return Pair("auth-in-clear", ["auth/offered-in-clear", "auth/in-clear/*"], "auth/", "offered-in-clear", "in-clear/plain", "in-clear/login", "in-clear/cram-md5");
        yield return Pair("impersonation", ["auth/impersonation/*"], "auth/impersonation/", "other-user", "postmaster", "foreign");
        yield return Pair("plaintext", ["tls/required/*"], "tls/required/", "mail", "recipient", "vrfy", "etrn", "auth");
        yield return Pair("outbound-clear", ["outbound/encrypts", "outbound/certificate/*"], "outbound/", "encrypts", "certificate/expired", "certificate/misnamed");
        yield return Pair("outbound-lost", ["outbound/falls-back", "outbound/starttls-refused/*", "outbound/handshake-broken"], "outbound/",
            "falls-back", "starttls-refused/unknown", "starttls-refused/nonsense");
        yield return Pair("relay", ["relay/neighbour", "relay/outside/plain"], "relay/", "neighbour");
        yield return Pair("names", ["enumeration/vrfy/user", "enumeration/vrfy/*-helo"], "enumeration/vrfy/", "user", "before-helo", "after-helo", "bare-before-helo");
    }

    [OneTimeSetUp]
    public async Task Start() => (_lab, _) = await HarnessLab.StartAsync(Fixtures.Guide, _ => { }, default);

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_lab is not null)
        {
            await _lab.DisposeAsync();
        }
    }

    [TestCaseSource(nameof(Pairs))]
    public async Task Is_caught_where_it_is_vulnerable_and_passes_where_it_is_fixed(string name, string[] globs, string[] caught)
    {
        Attack[] attacks = [.. AttackCatalogue.Shipped().Attacks.Where(a => globs.Any(g => Glob.Matches(g, a.Id)))];

        Judgement vulnerable = await CertifyAsync(name, "vulnerable", attacks);
        vulnerable.Findings.Where(f => f.Verdict == Verdict.Fail).Select(f => f.Attack.Id).Should().BeEquivalentTo(caught);
        vulnerable.Findings.Where(f => f.Verdict is Verdict.Error or Verdict.Inconclusive).Select(Told).Should().BeEmpty();
        vulnerable.Findings.Where(f => f.Verdict == Verdict.Fail).Where(f => !ControlHeld(f, vulnerable)).Select(Told).Should().BeEmpty("a finding whose control went wrong proves nothing");

        Judgement repaired = await CertifyAsync(name, "fixed", attacks);
        repaired.Findings.Where(f => f.Verdict is not (Verdict.Pass or Verdict.NotApplicable)).Select(Told).Should().BeEmpty();
        repaired.Findings.Where(f => caught.Contains(f.Attack.Id)).Should().OnlyContain(f => f.Verdict == Verdict.Pass, "what is not asked is not fixed");
    }

    private async Task<Judgement> CertifyAsync(string name, string side, Attack[] attacks)
    {
        LabTarget target = await _lab.LoadAsync(Fixtures.Of($"cve/{name}/{side}"), default);
        return await Fixtures.CertifyAsync(target, attacks, _everything);
    }

    // A failed claim is told whatever its control came to; here the control is held against what it must come to, as an attack of its own.
    private static bool ControlHeld(Finding finding, Judgement judgement)
    {
        if (finding.Attack.Control is not { } control)
        {
            return true;
        }

        Attack alone = finding.Attack with { Pass = control.Pass, Control = null, NotApplicable = [], Each = [] };
        return finding.Control is { } seen
            && Judge.Judging(judgement.Record with { Attacks = [alone], Observations = [seen with { IsControl = false }] }, judgement.Policy).Findings.Single().Verdict == Verdict.Pass;
    }

    private static string Told(Finding finding) => $"{finding.Attack.Id}: {finding.Verdict}, {finding.Reason}";

    private static TestCaseData Pair(string name, string[] globs, string below, params string[] caught)
        => new TestCaseData(name, globs, caught.Select(c => below + c).ToArray()).SetArgDisplayNames(name);
}
