using Harness.Core.Postfix.Access.Names;

namespace Harness.Tests.Postfix.Access;

/// <summary>What cannot be known ends a prediction where it could decide, and nowhere else.</summary>
public class UnknownTests
{
    [TestCase("smtpd_client_restrictions = check_client_access mysql:/etc/postfix/x", "unknown: mysql:/etc/postfix/x")]
    [TestCase("smtpd_client_restrictions = permit, check_client_access mysql:/etc/postfix/x", "250 2.1.5 Ok")]
    [TestCase("smtpd_client_restrictions = reject, check_client_access mysql:/etc/postfix/x",
        "554 5.7.1 <mail.sender.test[192.0.2.10]>: Client host rejected: Access denied")]
    [TestCase("smtpd_client_restrictions = check_policy_service unix:private/policy", "unknown: check_policy_service unix:private/policy")]
    [TestCase("smtpd_sender_restrictions = reject_unverified_sender", "unknown: reject_unverified_sender")]
    [TestCase("mynetworks = 192.0.2.10, mysql:/x", "250 2.1.5 Ok")]
    [TestCase("mynetworks = mysql:/x", "unknown: mysql:/x")]
    [TestCase("local_recipient_maps = ldap:/x, inline:{alice=x}", "250 2.1.5 Ok")]
    [TestCase("local_recipient_maps = ldap:/x", "unknown: ldap:/x")]
    [TestCase("virtual_alias_maps = pgsql:/x", "250 2.1.5 Ok")]
    public void A_table_decides_where_it_is_asked(string lines, string reply)
        => Ask.Reply(lines, Ask.Outsider, files: []).Should().Be(reply);

    [Test]
    public void An_alias_table_decides_about_an_address_that_nobody_else_has()
        => Ask.Reply("virtual_alias_domains =\nvirtual_alias_maps = pgsql:/x", Ask.Outsider with { Recipients = ["nosuch@example.test"] })
            .Should().Be("unknown: pgsql:/x");

    [Test]
    public void Relay_domains_decide_only_where_they_are_asked()
        => Ask.Reply("relay_domains = mysql:/x", Ask.Outsider with { Recipients = ["u@remote.test"] }).Should().Be("unknown: mysql:/x");

    [Test]
    public void The_DNS_is_named()
        => Ask.Reply("", Ask.Outsider, names: DnsFacts.None).Should().Be("unknown: DNS of 10.2.0.192.zen.spamhaus.org");

    [Test]
    public void The_DNS_is_not_asked_for_what_is_refused_before()
        => Ask.Reply("", Ask.Outsider with { Helo = "localhost" }, names: DnsFacts.None).Should().StartWith("504 5.5.2");

    [Test]
    public void The_restriction_that_would_decide_is_told()
        => Ask.Outcome("", Ask.Outsider, names: DnsFacts.None).Restriction.Should().Be("reject_rbl_client");

    [Test]
    public void A_literal_asks_for_the_addresses_of_the_server()
        => Ask.Reply("inet_interfaces = all", Ask.Outsider with { Recipients = ["alice@[203.0.113.9]"] })
            .Should().StartWith("unknown: inet_interfaces");

    [Test]
    public void Classes_that_each_name_the_next_two_are_not_gone_through_for_years()
    {
        string classes = string.Concat(Enumerable.Range(0, 90).Select(i => $"c{i} = c{i + 1}, c{i + 2}\n"));

        Ask.Reply($"smtpd_restriction_classes = {string.Join(' ', Enumerable.Range(0, 92).Select(i => $"c{i}"))}\n{classes}c90 = reject_invalid_helo_hostname\nc91 = reject_invalid_helo_hostname\n"
            + "smtpd_client_restrictions = c0", Ask.Outsider).Should().Be("unknown: a chain of more than 10000 classes");
    }
}
