using System.Net;
using Harness.Lab.Clients;

namespace Harness.Tests.Lab;

public sealed class InsideClientsTests
{
    private static string[] Of(string mynetworks)
        => [.. InsideClients.Of(mynetworks, IPNetwork.Parse("172.20.0.0/16")).Select(c => $"{c.Kind} {c.Address}")];

    [TestCase("127.0.0.0/8 [::1]/128 192.168.7.0/24")]
    [TestCase("127.0.0.0/8, 192.168.7.0/24")]
    [TestCase("127.0.0.0/8,\t192.168.7.0/24,[fe80::]/64")]
    [TestCase("192.168.7.0/24")]
    [TestCase("hash:/etc/postfix/nets /etc/postfix/more !192.168.9.0/24 192.168.7.0/24")]
    [TestCase("10.1.2.0/29 192.168.7.0/24")]
    [TestCase("172.20.0.0/24 192.168.7.0/24")]
    public void Clients_stand_in_the_first_network_of_their_size(string mynetworks)
        => Of(mynetworks).Should().Equal("inside 192.168.7.77", "inside-listed 192.168.7.78", "inside 192.168.7.79", "inside 192.168.7.80");

    [TestCase("10.0.0.0/8", "10.0.0.77")]
    [TestCase("10.0.16.0/20", "10.0.16.77")]
    [TestCase("10.1.2.128/25", "10.1.2.132")]
    [TestCase("10.1.2.8/29", "10.1.2.12")]
    public void Clients_stand_inside_networks_of_any_size(string mynetworks, string address)
    {
        Of(mynetworks)[0].Should().Be($"inside {address}");
        InsideClients.Of(mynetworks, IPNetwork.Parse("172.20.0.0/16")).Should().OnlyContain(c => IPNetwork.Parse(mynetworks).Contains(IPAddress.Parse(c.Address)));
    }

    [TestCase("127.0.0.0/8 [::1]/128")]
    [TestCase("127.0.0.0/8, hash:/etc/postfix/nets")]
    [TestCase("0.0.0.0/0")]
    public void Where_only_loopback_is_inside_clients_are_the_server_itself(string mynetworks)
        => Of(mynetworks).Should().Equal("inside 127.0.0.1", "inside-listed 127.0.0.2");

    [Test]
    public void Where_others_stand_nobody_else_does() => Of("203.0.113.0/24").Should().StartWith(["inside 203.0.113.78"]);

    [Test]
    public void A_single_address_is_one_client() => Of("192.168.7.5").Should().Equal("inside 192.168.7.5");

    [TestCase("")]
    [TestCase("hash:/etc/postfix/nets")]
    [TestCase("[2001:db8::]/32")]
    [TestCase("!127.0.0.0/8")]
    [TestCase("nonsense 300.1.2.3/24 10.0.0.0/99")]
    public void Without_a_network_to_read_there_is_no_client(string mynetworks) => Of(mynetworks).Should().BeEmpty();

    [Test]
    public void The_listed_one_is_on_every_list()
        => InsideClients.Of("10.0.0.0/8", IPNetwork.Parse("172.20.0.0/16"))[1].Listings.Keys.Should().BeEquivalentTo(KnownClients.Zones);

    [Test]
    public void An_address_that_mynetworks_takes_out_is_not_spoken_from()
        => Of("!192.168.7.64/26 192.168.7.0/24").Should().StartWith(["inside 192.168.7.140", "inside-listed 192.168.7.141"]);

    [TestCase("127.0.0.0/8 192.0.2.0/24", "192.0.2.0/24")]
    [TestCase("0.0.0.0/0", null)]
    [TestCase("192.168.7.0/24", null)]
    public void A_documentation_network_left_from_an_example_is_told_apart_from_everybody(string mynetworks, string? named)
        => InsideClients.NamesOutsiders(mynetworks).Should().Be(named);
}
