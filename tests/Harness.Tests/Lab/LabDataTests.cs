using System.Net;
using Harness.Core.Scenarios;
using Harness.Lab;
using Harness.Lab.Clients;
using Harness.Lab.Servers;
using Harness.Lab.Zones;

namespace Harness.Tests.Lab;

/// <summary>What the lab makes of a configuration's parameters and of its clients.</summary>
public sealed class LabDataTests
{
    private static string Fact(string name, params (string Name, string Value)[] parameters)
        => LabFacts.Of(parameters.ToDictionary(p => p.Name, p => p.Value))[name];

    [Test]
    public void Every_fact_but_the_clients_own_has_a_value_where_there_are_accounts()
        => LabFacts.Of(new Dictionary<string, string> { ["user"] = "u", ["password"] = "p", ["other-user"] = "o" }).Keys
            .Should().BeEquivalentTo(TargetFacts.Meanings.Keys.Except([TargetFacts.Helo, TargetFacts.Client]));

    [Test]
    public void Without_accounts_there_are_none_of_their_facts()
        => LabFacts.Of(new Dictionary<string, string>()).Keys.Should().NotContain([TargetFacts.User, TargetFacts.Password, TargetFacts.OtherUser]);

    [TestCase("mail.a.example, a.example, localhost", "alice@a.example")]
    [TestCase("localhost.a.example, localhost, a.example", "alice@a.example")]
    [TestCase("mail.a.example", "alice@mail.a.example")]
    [TestCase("hash:/etc/postfix/domains.db /etc/postfix/x.y a.example", "alice@a.example")]
    public void The_recipient_is_in_a_domain_the_server_is_final_for(string mydestination, string recipient)
        => Fact("recipient", ("myhostname", "mail.a.example"), ("mydestination", mydestination)).Should().Be(recipient);

    [TestCase("virtual_mailbox_domains")]
    [TestCase("virtual_alias_domains")]
    public void In_a_hosted_domain_only_postmaster_is_sure(string parameter)
        => Fact("recipient", ("mydestination", "localhost"), (parameter, "b.example")).Should().Be("postmaster@b.example");

    [Test]
    public void Without_any_domain_the_servers_name_stands_for_one()
        => Fact("domain", ("myhostname", "mail.a.example"), ("mydestination", "")).Should().Be("mail.a.example");

    [Test]
    public void A_client_has_a_name_and_a_ptr()
        => ZoneFiles.Unbound([new LabClient("x", "192.0.2.1", "a.example")]).Should()
            .Contain("local-data: 'a.example. IN A 192.0.2.1'\n").And.Contain("local-data-ptr: \"192.0.2.1 a.example\"\n");

    [Test]
    public void An_ipv6_client_has_an_aaaa()
        => ZoneFiles.Unbound([new LabClient("x", "2001:db8::1", "a.example")]).Should().Contain("local-data: 'a.example. IN AAAA 2001:db8::1'\n");

    [Test]
    public void A_client_without_a_name_and_one_on_loopback_have_no_data()
        => ZoneFiles.Unbound([new LabClient("x", "192.0.2.1", null), .. InsideClients.Loopback]).Should().NotContain("192.0.2.1").And.NotContain("127.0.0.1 ");

    [Test]
    public void Every_list_has_a_port_of_its_own()
        => ZoneFiles.Unbound([]).Split('\n').Where(l => l.Contains("stub-addr")).Should().OnlyHaveUniqueItems().And.HaveCount(KnownClients.Zones.Count + 1);

    [Test]
    public void A_list_has_its_test_point_and_its_clients()
        => ZoneFiles.List(KnownClients.Zen, KnownClients.All, ipv6: false).Split('\n', StringSplitOptions.RemoveEmptyEntries)[..2].Should().Equal(
            "127.0.0.2 :127.0.0.2:listed as 127.0.0.2, see the removal page for zen.spamhaus.org",
            "192.0.2.32 :127.0.0.2:listed as 127.0.0.2, see the removal page for 192.0.2.32");

    [Test]
    public void A_list_of_ipv6_has_no_ipv4()
        => ZoneFiles.List(KnownClients.Zen, KnownClients.All, ipv6: true).Should().StartWith("2001:db8:c::32 :").And.NotContain("192.0.2");

    [Test]
    public void Known_clients_have_addresses_of_their_own()
        => KnownClients.All.Append(KnownClients.Driver).Should().OnlyHaveUniqueItems(c => c.Address);

    [Test]
    public void Every_other_server_has_a_name_and_an_address_of_its_own()
    {
        KnownServers.All.Select(s => s.Address).Concat(KnownClients.All.Select(c => c.Address)).Should().OnlyHaveUniqueItems();
        KnownServers.All.Should().OnlyContain(s => ZoneFiles.Unbound(Array.Empty<LabClient>()).Contains($"local-data-ptr: \"{s.Address} mail.yourdomain.no\""));
    }

    [Test]
    public void Exactly_the_clients_that_are_followed_are_traced()
    {
        IPNetwork[] traced = [.. LabInternet.ClientNetworks.Split(' ').Select(n => IPNetwork.Parse(n.Replace("[", "").Replace("]", "")))];
        KnownClients.All.Should().OnlyContain(c => traced.Any(n => n.Contains(IPAddress.Parse(c.Address))) == c.IsFollowed);
        KnownClients.All.GroupBy(c => c.Kind).Where(g => g.Any(c => !c.IsFollowed)).Select(g => (g.Key, g.Count())).Should().Equal(("crowd", 16), ("crowd6", 4), ("slow", 16));
    }

    [Test]
    public async Task A_pool_hands_a_client_out_once()
    {
        var pool = new ClientPool([new LabClient("x", "192.0.2.1", null)]);
        LabClient first = (await pool.TakeAsync("x", CancellationToken.None))!;
        Task<LabClient?> second = pool.TakeAsync("x", CancellationToken.None);
        second.IsCompleted.Should().BeFalse();
        pool.Return(first);
        (await second).Should().BeSameAs(first);
    }

    [Test]
    public async Task A_pool_has_none_of_an_unknown_kind()
        => (await new ClientPool([]).TakeAsync("x", CancellationToken.None)).Should().BeNull();

    [Test]
    public async Task Waiting_for_a_client_can_be_given_up()
    {
        var pool = new ClientPool([new LabClient("x", "192.0.2.1", null)]);
        await pool.TakeAsync("x", CancellationToken.None);
        await FluentActions.Awaiting(() => pool.TakeAsync("x", new CancellationToken(canceled: true))).Should().ThrowAsync<OperationCanceledException>();
    }
}
