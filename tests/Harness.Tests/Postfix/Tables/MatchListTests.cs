using Harness.Core.Postfix.Tables;

namespace Harness.Tests.Postfix.Tables;

public class MatchListTests
{
    [TestCase("10.0.0.0/8", "10.1.2.3", LookupStatus.Found)]
    [TestCase("10.0.0.0/8", "11.1.2.3", LookupStatus.Missing)]
    [TestCase("!10.1.0.0/16 10.0.0.0/8", "10.1.2.3", LookupStatus.Missing)]
    [TestCase("10.0.0.0/8 !10.1.0.0/16", "10.1.2.3", LookupStatus.Found)]
    [TestCase("!!10.1.2.3", "10.1.2.3", LookupStatus.Found)]
    [TestCase("[::1]/128", "::1", LookupStatus.Found)]
    [TestCase("[::1]", "::1", LookupStatus.Found)]
    [TestCase("[0:0:0:0:0:0:0:1]", "::1", LookupStatus.Found)]
    [TestCase("[2001:DB8::]/32", "2001:db8::5", LookupStatus.Found)]
    [TestCase("[fe80::]/10", "10.1.2.3", LookupStatus.Missing)]
    [TestCase("10.1.2.3/8", "10.1.2.3", LookupStatus.Failed)]
    [TestCase("10.1.2.3/8", "::1", LookupStatus.Missing)]
    [TestCase("10.1.2.0/24 10.1.2.3/8", "10.1.2.3", LookupStatus.Found)]
    [TestCase("::1", "::1", LookupStatus.Failed)]
    [TestCase("2001:db8::/32", "10.1.2.3", LookupStatus.Failed)]
    [TestCase("/etc/postfix/networks", "192.0.2.9", LookupStatus.Found)]
    [TestCase("/etc/postfix/networks", "192.0.2.8", LookupStatus.Missing)]
    [TestCase("!/etc/postfix/networks 0.0.0.0/0", "192.0.2.9", LookupStatus.Missing)]
    [TestCase("!/etc/postfix/networks 0.0.0.0/0", "192.0.2.8", LookupStatus.Found)]
    [TestCase("/etc/postfix/absent 10.0.0.0/8", "10.1.2.3", LookupStatus.Failed)]
    [TestCase("cidr:/etc/postfix/cidr", "10.1.2.3", LookupStatus.Found)]
    [TestCase("hash:/etc/postfix/absent", "10.1.2.3", LookupStatus.Failed)]
    [TestCase("mysql:x", "10.1.2.3", LookupStatus.Unknown)]
    [TestCase("mysql:x 10.0.0.0/8", "10.1.2.3", LookupStatus.Found)]
    [TestCase("!mysql:x 10.0.0.0/8", "10.1.2.3", LookupStatus.Unknown)]
    [TestCase("!mysql:x", "10.1.2.3", LookupStatus.Missing)]
    [TestCase("10.0.0.0/8 mysql:x", "10.1.2.3", LookupStatus.Found)]
    [TestCase("/root/unread", "10.1.2.3", LookupStatus.Unknown)]
    [TestCase("", "10.1.2.3", LookupStatus.Missing)]
    [TestCase("!", "10.1.2.3", LookupStatus.Failed)]
    public void A_client_is_in_the_networks_or_not(string list, string address, LookupStatus expected)
    {
        var files = new TableWords().With("networks", "# ours\n192.0.2.9, !192.0.2.8\n192.0.2.8\n").With("cidr", "10.0.0.0/8 OK\n");

        new NetworkList(TableWords.Words(list), files.Opener()).Find("unknown", address).Status.Should().Be(expected);
    }

    [Test]
    public void A_file_that_names_itself_many_times_comes_to_an_end()
    {
        var files = new TableWords().With("networks", string.Concat(Enumerable.Repeat("/etc/postfix/networks\n", 10)));

        new NetworkList(TableWords.Words("/etc/postfix/networks"), files.Opener()).Find("unknown", "192.0.2.1").Status.Should().Be(LookupStatus.Failed);
    }

    [TestCase(".example.com", false, LookupStatus.Found)]
    [TestCase("example.com", false, LookupStatus.Missing)]
    [TestCase("example.com", true, LookupStatus.Found)]
    [TestCase("MAIL.example.com", false, LookupStatus.Found)]
    public void A_client_is_in_the_networks_by_its_name(string list, bool matchesSubdomains, LookupStatus expected)
    {
        new NetworkList(TableWords.Words(list), new TableWords().Opener(), matchesSubdomains).Find("mail.example.com", "192.0.2.1").Status.Should().Be(expected);
    }

    [TestCase("example.com", true, "example.com", LookupStatus.Found)]
    [TestCase("example.com", true, "sub.example.com", LookupStatus.Found)]
    [TestCase("example.com", true, "notexample.com", LookupStatus.Missing)]
    [TestCase("example.com", false, "sub.example.com", LookupStatus.Missing)]
    [TestCase(".example.com", false, "sub.example.com", LookupStatus.Found)]
    [TestCase(".example.com", false, "example.com", LookupStatus.Missing)]
    [TestCase("!sub.example.com example.com", true, "a.sub.example.com", LookupStatus.Missing)]
    [TestCase("hash:/etc/postfix/domains", true, "a.b.example.com", LookupStatus.Found)]
    [TestCase("hash:/etc/postfix/domains", false, "a.b.example.com", LookupStatus.Missing)]
    [TestCase("hash:/etc/postfix/domains", false, "a.b.example.org", LookupStatus.Found)]
    [TestCase("pcre:/etc/postfix/pcre", true, "a.example.com", LookupStatus.Missing)]
    public void A_domain_is_in_the_list_or_not(string list, bool matchesSubdomains, string domain, LookupStatus expected)
    {
        var files = new TableWords().With("domains", "example.com x\n.example.org y\n").With("pcre", "/^example\\.com$/ OK\n");

        new DomainList(TableWords.Words(list), files.Opener(), matchesSubdomains).Find(domain).Status.Should().Be(expected);
    }

    [Test]
    public void A_list_of_words_has_no_subdomains()
    {
        var list = new StringList(TableWords.Words("Example.com"), new TableWords().Opener());

        list.Find("example.COM").Status.Should().Be(LookupStatus.Found);
        list.Find("sub.example.com").Status.Should().Be(LookupStatus.Missing);
    }

    [Test]
    public void The_item_that_decided_is_named_with_its_line()
    {
        var item = new NetworkList(TableWords.Words("127.0.0.0/8 /etc/postfix/networks"), new TableWords().With("networks", "# x\n10.0.0.0/8\n").Opener()).Find(null, "10.0.0.1").Item!;

        (item.Word, item.Place.File, item.Place.Line).Should().Be(("10.0.0.0/8", "/etc/postfix/networks", 2));
    }

    [Test]
    public void Host_bits_are_complained_about_with_the_network_that_was_meant()
    {
        new NetworkList(TableWords.Words("10.1.2.3/8"), new TableWords().Opener()).Problems
            .Should().ContainSingle().Which.Message.Should().Contain("perhaps you should use \"10.0.0.0/8\" instead");
    }

    [Test]
    public void A_file_that_names_itself_ends()
    {
        new StringList(TableWords.Words("/etc/postfix/loop"), new TableWords().With("loop", "/etc/postfix/loop\n").Opener()).Find("x").Status.Should().Be(LookupStatus.Failed);
    }
}
