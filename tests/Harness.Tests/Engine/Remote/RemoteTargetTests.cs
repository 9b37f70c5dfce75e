using System.Net;
using System.Net.Sockets;
using Harness.Core.Engine;
using Harness.Core.Engine.Remote;
using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using Harness.Tests.Engine.Hostile;
using static Harness.Tests.Engine.Sessions;

namespace Harness.Tests.Engine.Remote;

public sealed class RemoteTargetTests
{
    private static readonly HostileServer.Serving Willing = new Dialogue().ServeAsync;

    private static RemoteServer At(int port) => new()
    {
        Host = "127.0.0.1",
        Addresses = [IPAddress.Loopback],
        Port = port,
        Sender = "me@elsewhere.example",
        Recipient = "alice@ours.example",
    };

    private static Task<(RemoteTarget? Target, string Why)> TryAsync(RemoteServer server)
        => RemoteTarget.GreetAsync(server, Deadlines.Default, TimeProvider.System, CancellationToken.None);

    private static async Task<RemoteTarget> GreetAsync(RemoteServer server)
    {
        (RemoteTarget? target, string why) = await TryAsync(server);
        return target ?? throw new AssertionException(why);
    }

    private static Task<Observation> PlayAsync(ITarget target, Attack attack)
        => new SessionPlayer(target, Deadlines.Default, TimeProvider.System).PlayAsync(attack, control: false, CancellationToken.None);

    [Test]
    public async Task What_the_caller_has_not_named_is_not_there()
    {
        await using var server = new HostileServer(Willing);
        RemoteTarget target = await GreetAsync(At(server.Port));
        target.Facts.Should().NotContainKeys(TargetFacts.User, TargetFacts.Password, TargetFacts.OtherUser);
        target.Facts.Keys.Where(f => f.StartsWith("outside")).Should().BeEquivalentTo(TargetFacts.Outside, TargetFacts.OutsideUser, TargetFacts.OutsideDomain);
        (target.HasLists, target.HasLog, target.MainCf, target.CrowdFor("outsider")).Should().Be((false, false, null, null));
        target.Kinds.Should().Equal("outsider");
        (await target.TakeAsync("inside", CancellationToken.None)).Should().BeNull();
    }

    [Test]
    public async Task What_the_caller_says_are_the_facts()
    {
        await using var server = new HostileServer(Willing);
        IReadOnlyDictionary<string, string> facts = (await GreetAsync(At(server.Port) with { Outside = "me@far.example", Account = new NetworkCredential("a", "b") })).Facts;
        facts.Should().Contain(new Dictionary<string, string>
        {
            ["sender"] = "me@elsewhere.example",
            ["recipient"] = "alice@ours.example",
            ["domain"] = "ours.example",
            ["address"] = "127.0.0.1",
            ["outside"] = "me@far.example",
            ["outside-domain"] = "far.example",
            ["user"] = "a",
            ["password"] = "b",
        });
        facts["unknown"].Should().MatchRegex("^nobody-[0-9a-f]{12}@ours.example$");
    }

    [TestCase("127.0.0.1", "mx.test.example")]
    [TestCase("localhost", "mx.test.example")]
    [TestCase("mail.ours.example", "mail.ours.example")]
    public async Task The_servers_name_is_what_the_caller_calls_it_or_how_it_greets(string host, string name)
    {
        await using var server = new HostileServer(Willing);
        (await GreetAsync(At(server.Port) with { Host = host })).Facts["mx"].Should().Be(name);
    }

    [Test]
    public async Task A_server_that_greets_without_a_name_has_its_address()
    {
        await using var server = new HostileServer(new Dialogue((stage, line) => stage == Stage.Connect ? "220 \u001b[31mwelcome\r\n" : Dialogue.Willing(stage, line)).ServeAsync);
        RemoteTarget target = await GreetAsync(At(server.Port));
        target.Facts["mx"].Should().Be("[127.0.0.1]");
        target.Describe().Software.Should().Be(@"\u{001B}[31mwelcome");
    }

    [Test]
    public async Task The_record_says_what_was_learned()
    {
        await using var server = new HostileServer(Willing);
        TargetRecord record = (await GreetAsync(At(server.Port) with { HeloName = "me.elsewhere.example" })).Describe();
        (record.Name, record.Software).Should().Be(($"127.0.0.1:{server.Port}", "mx.test.example ESMTP"));
        record.Warnings.Should().Contain("EHLO announces PIPELINING, SIZE 1000000, 8BITMIME").And.Contain("clients say they are me.elsewhere.example");
        record.Clients.Should().Equal(new ClientSeen("outsider", "127.0.0.1", null));
    }

    [Test]
    public async Task A_long_banner_is_cut()
    {
        await using var server = new HostileServer(new Dialogue((stage, line) => stage == Stage.Connect ? $"220 {new string('x', 500)}\r\n" : Dialogue.Willing(stage, line)).ServeAsync);
        (await GreetAsync(At(server.Port))).Describe().Software.Should().HaveLength(101);
    }

    [TestCase("me.elsewhere.example", "me.elsewhere.example")]
    public async Task The_callers_helo_name_is_said(string given, string said)
    {
        await using var server = new HostileServer(Willing);
        await using IVantage vantage = (await (await GreetAsync(At(server.Port) with { HeloName = given })).TakeAsync("outsider", default))!;
        vantage.HeloName.Should().Be(said);
    }

    [TestCase("192.0.2.1", "[192.0.2.1]")]
    [TestCase("2001:db8::1", "[IPv6:2001:db8::1]")]
    [TestCase("fe80::1%3", "[IPv6:fe80::1]")]
    public void An_address_in_the_place_of_a_name_is_a_literal(string address, string literal) => AddressLiteral.Of(IPAddress.Parse(address)).Should().Be(literal);

    [Test]
    public async Task A_server_that_does_not_listen_says_so()
    {
        int port;
        await using (var gone = new HostileServer(Willing))
            port = gone.Port;
        (await TryAsync(At(port))).Should().Match<(RemoteTarget? Target, string Why)>(g => g.Target == null && g.Why.StartsWith($"127.0.0.1:{port}: no connection to 127.0.0.1:{port}"));
    }

    [TestCase("554 5.7.1 not you\r\n", "*does not talk to this machine: 554 5.7.1 not you (at connect)")]
    [TestCase("HTTP/1.1 400 Bad Request\r\n", "*does not talk to this machine: * not the code of a reply: HTTP/1.1 400 Bad Request (at connect)")]
    [TestCase(null, "*did not answer: closed by the server (at connect)")]
    public async Task A_server_that_cannot_be_spoken_to_says_why(string? greeting, string why)
    {
        await using var server = new HostileServer(new Dialogue((_, _) => greeting).ServeAsync);
        (await TryAsync(At(server.Port))).Why.Should().Match(why);
    }

    [Test]
    public async Task Tls_from_the_first_octet()
    {
        var tls = new TlsServer();
        await using var server = new HostileServer(tls.ImplicitAsync);
        RemoteTarget target = await GreetAsync(At(server.Port) with { Opening = Opening.ImplicitTls, Host = "mail.tls.example" });
        Observation seen = await PlayAsync(target, Attack(Say("EHLO {helo}", "250"), Say("MAIL FROM:<{sender}>")));
        seen.Outcome.Should().Match<Outcome>(o => o.IsAccepted && o.Stage == Stage.Mail);
        seen.Tls!.Established.Should().BeTrue();
        (await PlayAsync(target, Attack(new Submit("{sender}", "{recipient}", "offered", null)))).Outcome!.IsAccepted.Should().BeTrue();
        tls.Names.Should().HaveCount(3).And.OnlyContain(n => n == "mail.tls.example");
    }

    [Test]
    public async Task Starttls_before_every_session()
    {
        var tls = new TlsServer();
        await using var server = new HostileServer(tls.StartTlsAsync);
        RemoteTarget target = await GreetAsync(At(server.Port) with { Opening = Opening.StartTls });
        (await PlayAsync(target, Attack(Say("EHLO {helo}", "250"), Say("MAIL FROM:<{sender}>")))).Outcome!.Stage.Should().Be(Stage.Mail);
        (await PlayAsync(target, Attack(new Submit("{sender}", "{recipient}", "offered", null)))).Outcome!.IsAccepted.Should().BeTrue();
        tls.Names.Should().HaveCount(3);
    }

    [TestCase(Opening.StartTls)]
    [TestCase(Opening.ImplicitTls)]
    public async Task A_server_without_the_tls_that_was_asked_for_says_so(Opening opening)
    {
        await using var server = new HostileServer(new Dialogue((stage, line) => line == "STARTTLS" ? "454 4.7.0 not now\r\n" : Dialogue.Willing(stage, line)).ServeAsync);
        (await TryAsync(At(server.Port) with { Opening = opening })).Why.Should().Contain("TLS, with which the session should begin, did not come about");
    }

    [TestCase(Opening.Plain, null)]
    [TestCase(Opening.StartTls, "a connection that begins in clear, and here TLS comes first")]
    public async Task An_attack_that_says_starttls_itself_needs_a_connection_in_clear(Opening opening, string? lacking)
    {
        await using var server = new HostileServer(new TlsServer().StartTlsAsync);
        RemoteTarget target = await GreetAsync(At(server.Port) with { Opening = opening, RetryAfter = null });
        RunRecord run = await new AttackRun(target, Deadlines.Default, TimeProvider.System)
            .PlayAsync([Attack(Say("EHLO {helo}", "250"), Say("STARTTLS", "220"), new StartTls()) with { Pass = [new Expectation()] }], "p", default, null, default);
        run.Observations.Single().Lacking.Should().Be(lacking);
    }

    [TestCase(null)]
    [TestCase("harness:secret")]
    public async Task A_kind_of_client_speaks_through_its_proxy(string? account)
    {
        await using var server = new HostileServer(Willing);
        await using HostileServer proxy = SocksProxy.To(server, account);
        NetworkCredential? login = account?.Split(':') is [var user, var password] ? new NetworkCredential(user, password) : null;
        RemoteTarget target = await GreetAsync(At(server.Port) with { Vantages = new Dictionary<string, Proxy> { ["inside"] = new(proxy.EndPoint, login) } });
        target.Kinds.Should().Equal("outsider", "inside");
        int before = proxy.Connections;
        (await PlayAsync(target, Attack(Say("EHLO {helo}")) with { From = "inside" })).Outcome!.IsAccepted.Should().BeTrue();
        proxy.Connections.Should().Be(before + 1);
    }

    [Test]
    public async Task A_proxy_can_be_the_outsider()
    {
        await using var server = new HostileServer(Willing);
        await using HostileServer proxy = SocksProxy.To(server);
        await GreetAsync(At(server.Port) with { Vantages = new Dictionary<string, Proxy> { ["outsider"] = new(proxy.EndPoint, null) } });
        proxy.Connections.Should().Be(server.Connections).And.BeGreaterThan(0);
    }

    [Test]
    public async Task A_proxy_that_lets_nobody_through_is_named()
    {
        await using var server = new HostileServer(Willing);
        await using HostileServer proxy = SocksProxy.To(server, "harness:secret");
        (await TryAsync(At(server.Port) with { Vantages = new Dictionary<string, Proxy> { ["inside"] = new(proxy.EndPoint, new NetworkCredential("harness", "wrong")) } }))
            .Why.Should().Contain("the client inside: no connection to").And.Contain($"through {proxy.EndPoint}");
    }

    [Test]
    public async Task A_client_over_ipv6_is_there_where_the_server_has_it()
    {
        if (!Socket.OSSupportsIPv6)
            Assert.Ignore("this machine has no IPv6");
        await using var server = new HostileServer(Willing, IPAddress.IPv6Any);
        RemoteTarget target = await GreetAsync(At(server.Port) with { Addresses = [IPAddress.IPv6Loopback, IPAddress.Loopback] });
        target.Kinds.Should().Equal("outsider", "ipv6");
        target.Facts["address"].Should().Be("127.0.0.1");
        target.Describe().Clients[^1].Should().Be(new ClientSeen("ipv6", "::1", null));
    }

    [Test]
    public async Task An_ipv6_address_where_nobody_listens_is_no_client()
    {
        await using var server = new HostileServer(Willing);
        (await GreetAsync(At(server.Port) with { Addresses = [IPAddress.IPv6Loopback, IPAddress.Loopback] })).Kinds.Should().Equal("outsider");
    }
}
