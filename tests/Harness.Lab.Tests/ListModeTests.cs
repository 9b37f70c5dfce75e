using DnsClient;
using DnsClient.Protocol;
using Harness.Core.Dns;
using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using Harness.Lab.Clients;

namespace Harness.Lab.Tests;

/// <summary>What a list that misbehaves does to a client that is not listed, and to one that is.</summary>
[Parallelizable(ParallelScope.Self)]
public class ListModeTests
{
    private const string Guide = "the guide's lists";
    private const string Filtered = "filtered lists";

    /// <summary>Whether an outsider, and a client that zen lists, is served by the guide's unfiltered lists and by filtered ones.</summary>
    private static readonly (ListMode Mode, bool Outsider, bool Listed, bool OutsiderFiltered, bool ListedFiltered)[] _served =
    [
        (ListMode.Listed, true, false, true, false),
        (ListMode.Clean, true, true, true, true),
        (ListMode.Refuse252, false, false, true, true),
        (ListMode.Refuse254, false, false, true, true),
        (ListMode.Refuse255, false, false, true, true),
        (ListMode.Wildcard, false, false, true, true),
        (ListMode.CodeEveryone, false, false, false, false),
        (ListMode.ServFail, true, true, true, true),
        (ListMode.Timeout, true, true, true, true),
        (ListMode.Slow, true, false, true, false),
        (ListMode.TxtMissing, true, false, true, false),
        (ListMode.Outside127, true, false, true, true),
        (ListMode.Cname, true, false, true, false),
        (ListMode.LargeTxt, true, false, true, false),
    ];

    private HarnessLab _lab = null!;
    private LabTarget _target = null!;
    private string _loaded = Guide;

    [OneTimeSetUp]
    public async Task Start() => (_lab, _target) = await HarnessLab.StartAsync(Fixtures.Guide, _ => { }, default);

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_lab is not null)
        {
            await _lab.DisposeAsync();
        }
    }

    [TearDown]
    public async Task Restore()
    {
        await _target.SwitchAsync(new Dictionary<string, string>(), default);
        (await RcptAsync("zen-sbl")).Text.Should().Contain("blocked using zen.spamhaus.org; listed as 127.0.0.2, see", "every switch must be taken back");
    }

    private static IEnumerable<TestCaseData> Cases() => _served.SelectMany(s => new[]
    {
        new TestCaseData(Guide, s.Mode, s.Outsider, s.Listed),
        new TestCaseData(Filtered, s.Mode, s.OutsiderFiltered, s.ListedFiltered),
    }).OrderBy(c => c.Arguments[0]);

    [TestCaseSource(nameof(Cases))]
    public async Task Who_is_served(string lists, ListMode mode, bool outsider, bool listed)
    {
        await LoadAsync(lists);
        await SwitchAsync(mode, KnownClients.Zen);

        (await RcptAsync("outsider")).Code.Should().Be(outsider ? 250 : 554);
        (await RcptAsync("zen-sbl")).Code.Should().Be(listed ? 250 : 554);
        (await RcptAsync("ipv6-listed")).Code.Should().Be(listed ? 250 : 554);
        (await RcptAsync("spamcop")).Code.Should().Be(554, "the other list goes on");
    }

    [TestCase(ListMode.Timeout)]
    [TestCase(ListMode.Slow)]
    [TestCase(ListMode.ServFail)]
    public async Task An_outage_of_both_lists_is_borne(ListMode mode)
    {
        await LoadAsync(Guide);
        await SwitchAsync(mode, KnownClients.Zen, KnownClients.SpamCop);

        (await RcptAsync("outsider")).Code.Should().Be(250);
    }

    [TestCase(ListMode.Listed, "A 127.0.0.2", "listed as 127.0.0.2, see the removal page for 192.0.2.32")]
    [TestCase(ListMode.TxtMissing, "A 127.0.0.2", null)]
    [TestCase(ListMode.Outside127, "A 10.0.0.1", "listed as 127.0.0.2, see the removal page for 192.0.2.32")]
    [TestCase(ListMode.Cname, "CNAME code-127-0-0-2.zen.spamhaus.org., A 127.0.0.2", "listed as 127.0.0.2, by way of a CNAME")]
    public async Task What_is_on_the_wire(ListMode mode, string addresses, string? text)
    {
        await SwitchAsync(mode, KnownClients.Zen);

        (IReadOnlyList<DnsResourceRecord> a, IReadOnlyList<DnsResourceRecord> txt) = await AskAsync("32.2.0.192");
        string.Join(", ", a.Select(r => r is CNameRecord c ? $"CNAME {c.CanonicalName}" : $"A {((ARecord)r).Address}")).Should().Be(addresses);
        txt.OfType<TxtRecord>().SelectMany(t => t.Text).SingleOrDefault().Should().Be(text);
        (await AskAsync("10.2.0.192")).Address.Should().BeEmpty("an outsider is not listed");
    }

    [Test]
    public async Task A_large_txt_takes_kilobytes_and_the_reply_keeps_its_beginning()
    {
        await SwitchAsync(ListMode.LargeTxt, KnownClients.Zen);

        (await AskAsync("32.2.0.192")).Text.OfType<TxtRecord>().SelectMany(t => t.Text).Sum(t => t.Length).Should().BeGreaterThan(4000);
        (await RcptAsync("zen-sbl")).Text.Should().Contain("listed as 127.0.0.2, see").And.Subject!.Length.Should().BeLessThan(700);
    }

    [Test]
    public async Task A_list_or_mode_that_is_not_there_is_named_and_nothing_is_switched()
    {
        Func<Task> zone = () => _target.SwitchAsync(new Dictionary<string, string> { ["zen.example"] = "clean" }, default);
        Func<Task> mode = () => _target.SwitchAsync(new Dictionary<string, string> { [KnownClients.Zen] = "clean", [KnownClients.SpamCop] = "tidy" }, default);

        (await zone.Should().ThrowAsync<ArgumentException>()).WithMessage("*zen.example*bl.spamcop.net, zen.spamhaus.org*");
        (await mode.Should().ThrowAsync<ArgumentException>()).WithMessage("*tidy*listed, clean*");
    }

    private async Task LoadAsync(string lists)
    {
        if (_loaded != lists)
        {
            ConfigurationFiles files = lists == Guide ? Fixtures.Guide
                : Fixtures.GuideWith("zen.spamhaus.org,\n    reject_rbl_client bl.spamcop.net", "zen.spamhaus.org=127.0.0.[2..11],\n    reject_rbl_client bl.spamcop.net=127.0.0.2");
            _target = await _lab.LoadAsync(files, default);
            _loaded = lists;
        }
    }

    private Task SwitchAsync(ListMode mode, params string[] zones) => _target.SwitchAsync(zones.ToDictionary(z => z, _ => mode.ToWord()), default);

    private async Task<Outcome> RcptAsync(string kind)
    {
        Attack attack = Fixtures.Attacks.Single(a => a.Id == "dnsbl/unlisted/no-ptr") with { From = kind };
        Observation seen = await new SessionPlayer(_target, Deadlines.Default, TimeProvider.System)
            .PlayAsync(attack, control: false, TestContext.CurrentContext.CancellationToken);
        seen.Fault.Should().BeNull();
        return seen.Outcome!;
    }

    private async Task<(IReadOnlyList<DnsResourceRecord> Address, IReadOnlyList<DnsResourceRecord> Text)> AskAsync(string name)
    {
        var dns = new LookupClient(new LookupClientOptions(_lab.Resolver) { UseTcpOnly = true, UseCache = false });
        return ((await dns.QueryAsync($"{name}.{KnownClients.Zen}", QueryType.A)).Answers,
            (await dns.QueryAsync($"{name}.{KnownClients.Zen}", QueryType.TXT)).Answers);
    }
}
