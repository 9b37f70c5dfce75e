using System.Net;
using Harness.Core.Postfix.Access.Names;
using Harness.Lab.Clients;
using Harness.Lab.Zones;

namespace Harness.Tests.Lab;

/// <summary>The model is told what the resolver serves.</summary>
public sealed class LabDnsFactsTests
{
    private static readonly LabDnsFacts _facts = new(KnownClients.All);

    [Test]
    public void A_client_has_its_address() => _facts.Ask("MAIL10.outsider.example", NameType.A).Addresses.Should().Equal(IPAddress.Parse("192.0.2.10"));

    [Test]
    public void Exchangers_come_in_the_order_of_the_answer()
    {
        NameAnswer answer = _facts.Ask("many-mx.example", NameType.Mx);

        answer.Hosts.Should().Equal("mx2.many-mx.example", "mx1.many-mx.example");
        answer.Preferences.Should().Equal(20, 10);
    }

    [Test]
    public void A_listed_client_has_its_code_and_its_reason()
    {
        _facts.Ask("32.2.0.192.zen.spamhaus.org", NameType.A).Addresses.Should().Equal(IPAddress.Parse("127.0.0.2"));
        _facts.Ask("32.2.0.192.zen.spamhaus.org", NameType.Txt).Texts.Should().Equal("listed as 127.0.0.2, see the removal page for 192.0.2.32");
    }

    [Test]
    public void Ipv6_is_asked_for_by_nibbles()
        => _facts.Ask("2.3.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.c.0.0.0.8.b.d.0.1.0.0.2.zen.spamhaus.org", NameType.A).Status.Should().Be(NameStatus.Found);

    [TestCase("null-mx.example", NameType.Mx, NameStatus.NullMx)]
    [TestCase("null-mx.example", NameType.A, NameStatus.Missing)]
    [TestCase("servfail.example", NameType.A, NameStatus.Failed)]
    [TestCase("a.servfail.example", NameType.Txt, NameStatus.Failed)]
    [TestCase("notservfail.example", NameType.A, NameStatus.Missing)]
    [TestCase("no-such-name.example", NameType.Mx, NameStatus.Missing)]
    [TestCase("10.2.0.192.zen.spamhaus.org", NameType.A, NameStatus.Missing)]
    public void Nothing_else_exists(string name, NameType type, NameStatus status) => _facts.Ask(name, type).Status.Should().Be(status);
}
