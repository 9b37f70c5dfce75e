using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;

namespace Harness.Lab.Tests;

/// <summary>XCLIENT is a stand-in for real addresses: it must not change what a session comes to.</summary>
public class FastLaneTests
{
    private static readonly string[] _sessions =
    [
        "helo/missing/none", "helo/malformed/bare-word", "helo/malformed/literal-out-of-range", "helo/wellformed/old-helo",
        "helo/inside/bare-word", "relay/outside/plain", "relay/outside/percent", "address/sender-fqdn/bare",
        "address/recipient-fqdn/bare", "address/unknown-recipient/outside", "address/unknown-recipient/inside",
        "order/inside-listed/served", "order/listed-relays", "order/first-list", "dnsbl/listed/zen-pbl", "dnsbl/listed/spamcop",
        "dnsbl/listed/zen-ipv6", "dnsbl/unlisted/no-ptr", "dnsbl/unlisted/neighbour", "relay/neighbour",
    ];

    [TestCaseSource(nameof(_sessions))]
    public async Task Comes_to_the_same_as_a_real_address(string id)
    {
        Attack attack = Fixtures.Attacks.Single(a => a.Id == id);

        Observation real = await PlayAsync(SharedLab.Target, attack);
        Observation claimed = await PlayAsync(SharedLab.Target.ThroughXClient(), attack);

        claimed.Fault.Should().BeNull();
        claimed.Outcome.Should().Be(real.Outcome);
        claimed.Client!.Kind.Should().Be(real.Client!.Kind);
    }

    private static Task<Observation> PlayAsync(ITarget target, Attack attack)
        => new SessionPlayer(target, Deadlines.Default, TimeProvider.System)
            .PlayAsync(attack, control: false, TestContext.CurrentContext.CancellationToken);
}
