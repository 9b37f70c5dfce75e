using System.Net;
using Harness.Core.Postfix.Access.Names;

namespace Harness.Tests.Postfix.Access;

/// <summary>Restrictions that ask the DNS.</summary>
public class DnsRestrictionTests
{
    private static readonly IPAddress Somewhere = IPAddress.Parse("203.0.113.5");

    [TestCase(NameStatus.Missing, "450 4.1.8 <s@sender.test>: Sender address rejected: Domain not found")]
    [TestCase(NameStatus.NullMx, "550 5.7.27 <s@sender.test>: Sender address rejected: Domain sender.test does not accept mail (nullMX)")]
    [TestCase(NameStatus.Malformed, "450 4.1.8 <s@sender.test>: Sender address rejected: Malformed DNS server reply")]
    [TestCase(NameStatus.Failed, "450 4.1.8 <s@sender.test>: Sender address rejected: Domain not found")]
    [TestCase(NameStatus.Found, "250 2.1.5 Ok")]
    public void Of_the_sender(NameStatus status, string reply)
        => Ask.Reply("smtpd_sender_restrictions = reject_unknown_sender_domain", Ask.Outsider, names: Zone("sender.test", NameType.Mx, status))
            .Should().Be(reply);

    [TestCase(NameStatus.Missing, "450 4.1.2 <u@remote.test>: Recipient address rejected: Domain not found")]
    [TestCase(NameStatus.NullMx, "556 5.1.10 <u@remote.test>: Recipient address rejected: Domain remote.test does not accept mail (nullMX)")]
    public void Of_the_recipient(NameStatus status, string reply)
        => Ask.Reply("smtpd_relay_restrictions = reject_unknown_recipient_domain, reject_unauth_destination",
            Ask.Outsider with { Recipients = ["u@remote.test"] }, names: Zone("remote.test", NameType.Mx, status)).Should().Be(reply);

    [Test]
    public void A_failure_about_the_sender_waits_for_a_better_reason()
        => Ask.Reply("smtpd_sender_restrictions = reject_unknown_sender_domain", Ask.Outsider with { Recipients = ["u@remote.test"] },
            names: Zone("sender.test", NameType.Mx, NameStatus.Failed)).Should().Be("454 4.7.1 <u@remote.test>: Relay access denied");

    [TestCase(NameStatus.Missing, "450 4.7.1 <mail.sender.test>: Helo command rejected: Host not found")]
    [TestCase(NameStatus.NullMx, "250 2.1.5 Ok")]
    [TestCase(NameStatus.Found, "250 2.1.5 Ok")]
    public void Of_the_helo_name(NameStatus mx, string reply)
        => Ask.Reply("smtpd_helo_restrictions = reject_unknown_helo_hostname", Ask.Outsider, names: Zone("mail.sender.test", NameType.Mx, mx))
            .Should().Be(reply);

    // dns_lookup.c asks nobody for what is no host name, whatever a DNS would say.
    [TestCase("-bad-.example", 450)]
    [TestCase("two words", 450)]
    [TestCase("trailing.example..", 450)]
    [TestCase("192.0.2.10", 450)]
    [TestCase("mail.sender.test", 250)]
    public void A_helo_name_that_is_none_is_in_no_DNS(string name, int code)
        => Ask.Outcome("smtpd_helo_restrictions = reject_unknown_helo_hostname", Ask.Outsider with { Helo = name }, names: new EveryExchanger()).Code.Should().Be(code);

    [TestCase("127.0.0.2", "zen.spamhaus.org=127.0.0.[2..11]", 554)]
    [TestCase("127.255.255.254", "zen.spamhaus.org=127.0.0.[2..11]", 250)]
    [TestCase("127.255.255.254", "zen.spamhaus.org", 554)]
    [TestCase("127.0.0.10", "zen.spamhaus.org=127.0.0.[2;10]", 554)]
    [TestCase("127.0.0.3", "zen.spamhaus.org=127.0.0.[2;10]", 250)]
    [TestCase("127.0.0.3", "zen.spamhaus.org=[127.0.0.3]", 554)]
    public void A_pattern_chooses_answers(string answer, string list, int code)
    {
        KnownZones zones = new KnownZones().Complete("").Add("10.2.0.192.zen.spamhaus.org", NameType.A, NameAnswer.Of(IPAddress.Parse(answer)));
        Ask.Outcome($"smtpd_client_restrictions = reject_rbl_client {list}\nsmtpd_recipient_restrictions = reject_unauth_destination", Ask.Outsider, names: zones)
            .Code.Should().Be(code);
    }

    [TestCase("127.0.0")]
    [TestCase("127.0.0.[2-11]")]
    [TestCase("127.0.0.256")]
    [TestCase("127.0.0.[11..2]")]
    [TestCase("")]
    public void A_pattern_with_a_mistake_kills_smtpd_when_it_is_reached(string pattern)
        => Ask.Outcome($"smtpd_client_restrictions = reject_rbl_client zen.spamhaus.org={pattern}", Ask.Outsider).Fatal.Should().NotBeNull();

    [Test]
    public void A_zone_longer_than_a_name_can_be_lists_nobody()
        => Ask.Outcome($"smtpd_client_restrictions = reject_rbl_client {new string('z', 900_000)}", Ask.Outsider).Code.Should().Be(250);

    [Test]
    public void A_reply_of_its_own_is_taken_by_list_and_pattern()
        => Ask.Reply("rbl_reply_maps = inline:{{zen.spamhaus.org=127.0.0.2=x}, {zen.spamhaus.org=550 5.7.9 $$rbl_what is on $$rbl_domain, $$sender_domain}}",
            Ask.Outsider with { Client = IPAddress.Parse("192.0.2.2") }).Should().Be("550 5.7.9 192.0.2.2 is on zen.spamhaus.org, sender.test");

    // mac_expand.c compares as numbers what is digits alone: -1 and +1 are words to it.
    [TestCase("${{$rbl_code}==$space{554}?{550 yes}:{550 no}}", "550 5.7.1 yes")]
    [TestCase("${{-1}<{+1}?{550 yes}:{550 no}}", "550 5.7.1 no")]
    public void A_comparison_in_a_reply_is_of_numbers_or_of_octets(string reply, string expected)
        => Ask.Reply($"space =\nrbl_reply_maps = inline:{{{{zen.spamhaus.org={reply.Replace("$", "$$").Replace("$$space", "$space")}}}}}", Ask.Outsider with { Client = IPAddress.Parse("192.0.2.2") })
            .Should().Be(expected);

    [TestCase("reject_rhsbl_sender", "Sender address [s@sender.test]")]
    [TestCase("reject_rhsbl_helo", "Helo command [mail.sender.test]")]
    [TestCase("reject_rhsbl_client", "Client host [mail.sender.test]")]
    public void Domains_are_listed_too(string restriction, string what)
    {
        string name = restriction == "reject_rhsbl_sender" ? "sender.test" : "mail.sender.test";
        Ask.Reply($"smtpd_sender_restrictions = {restriction} dbl.test", Ask.Outsider, names: Zone($"{name}.dbl.test", NameType.A, NameStatus.Found))
            .Should().Be($"554 5.7.1 Service unavailable; {what} blocked using dbl.test");
    }

    [Test]
    public void A_list_of_the_good_does_not_permit_relaying()
        => Ask.Reply("smtpd_relay_restrictions = permit_dnswl_client wl.test, reject_unauth_destination", Ask.Outsider with { Recipients = ["u@remote.test"] },
            names: Zone("10.2.0.192.wl.test", NameType.A, NameStatus.Found)).Should().Be("554 5.7.1 <u@remote.test>: Relay access denied");

    [Test]
    public void A_list_of_the_good_that_fails_softens_what_follows()
        => Ask.Reply("smtpd_client_restrictions = permit_dnswl_client wl.test, reject", Ask.Outsider,
            names: Zone("10.2.0.192.wl.test", NameType.A, NameStatus.Failed))
            .Should().Be("450 4.7.1 <192.0.2.10>: Client host rejected: Service unavailable");

    [TestCase("check_sender_mx_access", "mx.bad.test")]
    [TestCase("check_sender_mx_access", "203.0.113")]
    [TestCase("check_sender_ns_access", "bad.test")]
    [TestCase("check_sender_a_access", "198.51.100.7")]
    public void Servers_of_the_senders_domain_are_looked_up_by_name_and_address(string check, string key)
    {
        KnownZones zones = new KnownZones().Complete("")
            .Add("sender.test", NameType.Mx, new(NameStatus.Found) { Hosts = ["mx.bad.test"], Preferences = [10] })
            .Add("sender.test", NameType.A, NameAnswer.Of(IPAddress.Parse("198.51.100.7")))
            .Add("test", NameType.Ns, new(NameStatus.Found) { Hosts = ["ns.bad.test"] })
            .Add("mx.bad.test", NameType.A, NameAnswer.Of(Somewhere));
        Ask.Reply($"smtpd_sender_restrictions = {check} inline:{{{key}=REJECT}}", Ask.Outsider, names: zones)
            .Should().Be("554 5.7.1 <s@sender.test>: Sender address rejected: Access denied");
    }

    [Test]
    public void An_OK_for_a_server_is_a_mistake()
        => Ask.Reply("smtpd_sender_restrictions = check_sender_a_access inline:{203.0.113.5=OK}", Ask.Outsider,
            names: Zone("sender.test", NameType.A, NameStatus.Found)).Should().Be("451 4.3.5 Server configuration error");

    [TestCase("198.51.100.7", 250)]
    [TestCase(null, 450)]
    public void A_backup_relays_where_every_primary_has_an_address_of_its_networks(string? primary, int code)
    {
        KnownZones zones = new KnownZones().Complete("")
            .Add("remote.test", NameType.Mx, new(NameStatus.Found) { Hosts = ["mx1.remote.test", "mx.example.test"], Preferences = [10, 20] });
        if (primary is not null)
            zones.Add("mx1.remote.test", NameType.A, NameAnswer.Of(IPAddress.Parse(primary)));
        Ask.Outcome("permit_mx_backup_networks = 198.51.100.0/24\nsmtpd_relay_restrictions = permit_mx_backup, reject_unauth_destination\nsmtpd_recipient_restrictions =",
            Ask.Outsider with { Recipients = ["u@remote.test"] }, names: zones).Code.Should().Be(code);
    }

    private sealed class EveryExchanger : DnsFacts
    {
        public override NameAnswer Ask(ReadOnlySpan<char> name, NameType type) => new(type == NameType.Mx ? NameStatus.Found : NameStatus.Missing);
    }

    private static KnownZones Zone(string name, NameType type, NameStatus status)
        => new KnownZones().Complete("").Add(name, type, new(status) { Addresses = status == NameStatus.Found ? [Somewhere] : [] });
}
