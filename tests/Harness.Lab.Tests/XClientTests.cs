using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Postfix.Access;
using Harness.Core.Remedies;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using Harness.Lab.Clients;
using Harness.Lab.Plays;

namespace Harness.Lab.Tests;

/// <summary>XCLIENT is a stand-in for real addresses: it must not change what a session comes to.</summary>
public class XClientTests
{
    private static readonly string[] _sessions =
    [
        "helo/missing/none", "helo/malformed/bare-word", "helo/malformed/literal-out-of-range", "helo/wellformed/old-helo",
        "helo/inside/bare-word", "relay/outside/plain", "relay/outside/percent", "address/sender-fqdn/bare",
        "address/recipient-fqdn/bare", "address/unknown-recipient/outside", "address/unknown-recipient/inside",
        "order/inside-listed/served", "order/listed-relays", "order/first-list", "dnsbl/listed/zen-pbl", "dnsbl/listed/spamcop",
        "dnsbl/listed/zen-ipv6", "dnsbl/unlisted/no-ptr", "dnsbl/unlisted/neighbour", "relay/neighbour",
    ];

    [Test]
    public async Task A_claimed_address_comes_to_the_same_as_a_real_one()
    {
        CancellationToken cancel = TestContext.CurrentContext.CancellationToken;
        var real = new SessionPlayer(SharedLab.Target, Deadlines.Default, TimeProvider.System);
        List<AccessSession> claimed = [];
        List<string> came = [];
        foreach (string id in _sessions)
        {
            Attack attack = Fixtures.Attacks.Single(a => a.Id == id);
            Observation seen = await real.PlayAsync(attack, control: false, cancel);
            seen.Fault.Should().BeNull();
            AccessSession said = Said(attack, seen.Client!);
            // A client that is refused its only recipient does not go on to DATA.
            claimed.Add(seen.Outcome!.Stage == Stage.Rcpt ? said with { Asked = AccessCommand.Rcpt } : said);
            came.Add($"{id}: {seen.Outcome.Stage} {seen.Outcome.Code} {seen.Outcome.Enhanced} {seen.Outcome.Text}");
        }

        IReadOnlyList<PlayedSession> played = await SharedLab.Target.AccessPlayer().PlayAsync(claimed, cancel);

        played.Zip(_sessions).Select(p => $"{p.Second}: {p.First.Fault ?? Shown(p.First.Observed!)}").Should().Equal(came);
    }

    private static string Shown(AccessOutcome outcome) => $"{outcome.Stage} {outcome.Code} {outcome.Enhanced} {outcome.Text}";

    private static AccessSession Said(Attack attack, ClientSeen client)
    {
        var facts = new Dictionary<string, string>(SharedLab.Target.Facts)
        {
            [TargetFacts.Helo] = new LabClient(client.Kind, client.Address, client.Name).HeloName,
            [TargetFacts.Client] = client.Address,
        };
        return AccessDialogue.Of(attack.Steps, new Placeholders(attack.Let, facts), client)!.Session;
    }
}
