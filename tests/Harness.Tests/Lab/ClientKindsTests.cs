using System.Net;
using Harness.Core.Dns;
using Harness.Core.Scenarios;
using Harness.Lab.Clients;

namespace Harness.Tests.Lab;

/// <summary>What a scenario may ask for is what the lab has.</summary>
public sealed class ClientKindsTests
{
    [Test]
    public void Every_kind_of_the_lab_is_one_that_a_scenario_knows()
    {
        const string networks = "127.0.0.0/8 [::1]/128 192.168.7.0/24";
        var underlay = IPNetwork.Parse("172.20.0.0/16");
        IReadOnlyList<LabClient> inside = InsideClients.Of(networks, underlay);
        ClientKinds.All.Should().BeEquivalentTo(
            KnownClients.All.Concat(inside).Concat(BorderClients.Of(networks, inside, underlay)).Select(c => c.Kind).Distinct());
    }

    [Test]
    public void Every_list_of_the_lab_is_one_that_a_scenario_knows() => ListModeWords.Zones.Should().BeEquivalentTo(KnownClients.Zones);
}
