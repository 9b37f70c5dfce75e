using System.Net;
using Harness.Core.Deliverability;
using Harness.Core.Evidence;

namespace Harness.Tests.Deliverability;

public class SpfClaimTests
{
    private static async Task<Examined> AskAsync(string claim, ZoneInMemory zone, params string[] senders)
    {
        var sources = new Sources(new DomainSubject("ours.example", [.. senders.Select(IPAddress.Parse)], null, []), zone, null, new ArrivalTests.NoPolicies(), null);
        return (await DomainExamination.PlayAsync([.. DomainClaims.All.Where(c => c.Attack.Id == $"domain/spf/{claim}")], sources, null, default))[0].Examined!;
    }

    [Test]
    public async Task Several_records_are_put_together_without_losing_a_term_that_ends_as_all_does()
        => (await AskAsync("published", ZoneInMemory.Of("ours.example TXT v=spf1 include:mail.small -all", "ours.example TXT v=spf1 mx ~ALL")))
            .Paste.Should().Equal("ours.example. IN TXT \"v=spf1 include:mail.small mx -all\"");

    [TestCase("192.0.2.9", Holding.Open)]
    [TestCase("192.0.2.9 192.0.2.2", Holding.Broken)]
    [TestCase("192.0.2.3", Holding.Holds)]
    public async Task An_address_of_which_nothing_is_known_hides_no_other_that_is_refused(string senders, Holding expected)
    {
        ZoneInMemory zone = ZoneInMemory.Of("ours.example TXT v=spf1 exists:%{i}.list.example -all", "192.0.2.3.list.example A 127.0.0.2");
        zone.Silent.Add("192.0.2.9.list.example");
        Examined found = await AskAsync("sends", zone, senders.Split(' '));
        found.Holding.Should().Be(expected, found.Reason);
    }
}
