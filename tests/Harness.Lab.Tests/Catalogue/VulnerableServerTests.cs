using System.Net;
using Harness.Core.Catalogue;
using Harness.Core.Engine;
using Harness.Core.Engine.Remote;
using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using Harness.Core.Verdicts;
using Harness.Lab.Clients;
using Harness.Lab.Servers;

namespace Harness.Lab.Tests.Catalogue;

/// <summary>What no Postfix of today shows is found on servers that are vulnerable as Debian ships them (docs/cve.md).</summary>
[Parallelizable(ParallelScope.All)]
public class VulnerableServerTests
{
    private static readonly Policy _everything = PolicyReader.Load("everything");

    [Test]
    public async Task Twisted_answers_within_tls_what_was_injected_before_the_handshake()
    {
        Judgement judgement = await OtherServerVerdictTests.JudgeAsync(KnownServers.Twisted, IsAboutInjection);

        Verdicts(judgement, Verdict.Fail).Should().BeEquivalentTo(
            "tls/injected/rset", "tls/injected/ehlo", "tls/injected/mail", "tls/injected/transaction", "tls/injected-refused/unknown", "tls/injected-refused/auth");
        // It knows no NOOP, so that the answer to one looks like the answer to what comes after it, and the control says so.
        Verdicts(judgement, Verdict.Inconclusive).Should().BeEquivalentTo("tls/injected/noop", "tls/injected/two");
        Verdicts(judgement, Verdict.Error).Should().BeEmpty();
    }

    [Test]
    public async Task Exim_passes_where_twisted_is_caught()
    {
        Judgement judgement = await OtherServerVerdictTests.JudgeAsync(KnownServers.Exim, IsAboutInjection, parallel: 2);

        judgement.Findings.Where(f => f.Verdict != Verdict.Pass).Select(f => $"{f.Attack.Id}: {f.Reason}").Should().BeEmpty();
    }

    // CVE-2021-38371: fixed in Exim 4.95.
    [Test]
    public async Task An_old_exim_takes_a_reply_that_was_added_before_the_handshake()
    {
        Finding finding = await SendsOutAsync(KnownServers.OldExim);

        finding.Verdict.Should().Be(Verdict.Fail, "{0}", finding.Reason);
        finding.Control!.Arrivals.Should().Contain(a => a.Host == "mx.tls.example" && a.Tls != null, "it sends out all the same");
    }

    [Test]
    public async Task A_later_exim_throws_that_reply_away()
        => (await SendsOutAsync(KnownServers.OpenRelay)).Verdict.Should().Be(Verdict.Pass);

    private static bool IsAboutInjection(Attack attack)
        => attack.Id.StartsWith("tls/injected", StringComparison.Ordinal);

    private static IEnumerable<string> Verdicts(Judgement judgement, Verdict verdict) => judgement.Findings.Where(f => f.Verdict == verdict).Select(f => f.Attack.Id);

    private static async Task<Finding> SendsOutAsync(ServerKind kind)
    {
        if (!await kind.Suite.HasBaseImageAsync(default))
        {
            Assert.Ignore($"{kind.Suite.BaseImage} is not there: containers/ready.sh {kind.Suite.Suite}");
        }

        CancellationToken cancel = TestContext.CurrentContext.CancellationToken;
        OtherServer server = await SharedLab.Lab.ServerAsync(kind, TestContext.Progress.WriteLine, cancel);
        await using SocksDoor outsider = SharedLab.Lab.OpenSocks("outsider", which: 1);
        await using SocksDoor own = SharedLab.Lab.OpenSocks("outsider", which: 2);
        var seen = new RemoteServer
        {
            Host = KnownServers.HostName,
            Addresses = [IPAddress.Parse(kind.Address)],
            Port = 25,
            Sender = "someone@sender.example",
            Recipient = KnownServers.Recipient,
            HeloName = outsider.Client.Name,
            // Everybody is an own client of an open relay.
            Vantages = new Dictionary<string, Proxy> { ["outsider"] = new(outsider.EndPoint, null), ["inside"] = new(own.EndPoint, null) },
            Rate = 1000,
            Intrusive = true,
        };
        (RemoteTarget? target, string why) = await RemoteTarget.GreetAsync(seen, Deadlines.Default, TimeProvider.System, cancel);
        target.Should().NotBeNull(why);
        string user = $"from-{kind.Name}";
        var watched = new WatchedExim(target!, server, new Dictionary<string, string>
        {
            [TargetFacts.Outside] = $"{user}@tls.example",
            [TargetFacts.OutsideTlsInjected] = $"{user}@tls-injected.example",
        });
        RunRecord record = await new AttackRun(watched, Deadlines.Default, TimeProvider.System).PlayAsync(
            [.. AttackCatalogue.Shipped().Attacks.Where(a => a.Id == "outbound/injected-reply")], _everything.Name, DateTimeOffset.UtcNow, null, cancel);
        Judgement judgement = Judge.Judging(record, _everything);
        return judgement.Findings.Single();
    }
}
