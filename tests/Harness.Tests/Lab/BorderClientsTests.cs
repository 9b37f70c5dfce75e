using System.Net;
using Harness.Lab.Clients;

namespace Harness.Tests.Lab;

public sealed class BorderClientsTests
{
    [TestCase("127.0.0.0/8 [::1]/128 192.168.7.0/24", "own 127.0.0.1", "own-ipv6 ::1", "beyond 192.168.6.77")]
    [TestCase("10.1.2.128/25", "beyond 10.1.2.4")]
    [TestCase("127.0.0.1 192.168.6.0/24", "own 127.0.0.1", "beyond 192.168.7.77")]
    public void Clients_stand_at_the_borders_of_mynetworks(string mynetworks, params string[] clients) => Of(mynetworks).Should().Equal(clients);

    [TestCase("127.0.0.0/8")]
    [TestCase("0.0.0.0/0")]
    [TestCase("192.168.7.0/24 192.168.0.0/16")]
    [TestCase("hash:/etc/postfix/nets")]
    public void There_is_none_beyond_what_is_inside_too(string mynetworks) => Of(mynetworks).Should().NotContain(c => c.StartsWith("beyond"));

    [Test]
    public void The_server_itself_is_one_client() => Of("127.0.0.0/8 [::1]/128").Should().Equal("own-ipv6 ::1");

    private static string[] Of(string mynetworks)
    {
        var underlay = IPNetwork.Parse("172.20.0.0/16");
        return [.. BorderClients.Of(mynetworks, InsideClients.Of(mynetworks, underlay), underlay).Select(c => $"{c.Kind} {c.Address}")];
    }
}
