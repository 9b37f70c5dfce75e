using Harness.Core.Postfix.Tables;

namespace Harness.Tests.Postfix.Tables;

public class KeyWalkTests
{
    [Test]
    public void A_domain_is_followed_by_its_dotted_parents() =>
        Asked(t => KeyWalk.Domain(t, "a.b.example", hasBareParents: false)).Should().Equal("a.b.example", ".b.example", ".example");

    [Test]
    public void A_domain_is_followed_by_its_bare_parents() =>
        Asked(t => KeyWalk.Domain(t, "a.b.example", hasBareParents: true)).Should().Equal("a.b.example", "b.example", "example");

    [Test]
    public void A_numeric_name_has_no_parents() =>
        Asked(t => KeyWalk.Domain(t, "192.0.2.1", hasBareParents: true)).Should().Equal("192.0.2.1");

    [Test]
    public void A_name_with_a_trailing_dot_asks_for_no_empty_key() =>
        Asked(t => KeyWalk.Domain(t, "a.example.", hasBareParents: true)).Should().Equal("a.example.", "example.");

    [Test]
    public void An_address_is_cut_from_the_right() =>
        Asked(t => KeyWalk.Address(t, "192.0.2.1")).Should().Equal("192.0.2.1", "192.0.2", "192.0", "192");

    [Test]
    public void An_IPv6_address_is_cut_at_its_colons() =>
        Asked(t => KeyWalk.Address(t, "2001:db8::1")).Should().Equal("2001:db8::1", "2001:db8:", "2001:db8", "2001");

    [Test]
    public void A_mail_address_goes_from_the_whole_to_its_parts() =>
        Asked(t => KeyWalk.Mail(t, "user+x@a.example", "+", hasBareParents: true))
            .Should().Equal("user+x@a.example", "user@a.example", "a.example", "example", "user+x@", "user@");

    [Test]
    public void Without_a_delimiter_an_extension_is_none() =>
        Asked(t => KeyWalk.Mail(t, "user+x@a.example", "", hasBareParents: false)).Should().Equal("user+x@a.example", "a.example", ".example", "user+x@");

    [Test]
    public void A_local_part_that_needs_quotes_is_asked_for_with_and_without() =>
        Asked(t => KeyWalk.Mail(t, "a b@a.example", "", hasBareParents: true)).Should().Equal("\"a b\"@a.example", "a b@a.example", "a.example", "example", "\"a b\"@", "a b@");

    [Test]
    public void A_recipient_of_this_server_is_asked_for_without_its_domain() =>
        Asked(t => KeyWalk.Recipient(t, "user+x@a.example", "+", _ => LookupStatus.Found))
            .Should().Equal("user+x@a.example", "user@a.example", "user+x", "user", "@a.example");

    [Test]
    public void A_recipient_elsewhere_is_not() =>
        Asked(t => KeyWalk.Recipient(t, "user@a.example", "+", _ => LookupStatus.Missing)).Should().Equal("user@a.example", "@a.example");

    [Test]
    public void Tables_of_patterns_are_asked_for_the_whole_only() =>
        Asked(t => KeyWalk.Mail(t, "user+x@a.example", "+", hasBareParents: true), isFixed: false).Should().Equal("user+x@a.example");

    [TestCase("postmaster+x@a", "+", "postmaster@a")]
    [TestCase("+x@a", "+", null)]
    [TestCase("owner-list@a", "-", null)]
    [TestCase("list-request@a", "-+", null)]
    [TestCase("list-x@a", "-+", "list@a")]
    [TestCase("mailer-daemon@a", "-", null)]
    public void An_extension_is_what_follows_the_delimiter(string address, string delimiters, string? expected) =>
        MailExtension.Without(address, delimiters).Should().Be(expected);

    [Test]
    public void An_error_ends_the_search()
    {
        var files = new TableWords();
        var tables = TableWords.List(files.Open("hash:/etc/postfix/absent"), files.Open("static:OK"));

        KeyWalk.Domain(tables, "a.example", hasBareParents: true).Status.Should().Be(LookupStatus.Failed);
    }

    [Test]
    public void An_empty_value_is_an_error() =>
        TableWords.List(new TableWords().Open("inline:{x=}")).Find("x").Status.Should().Be(LookupStatus.Failed);

    private static List<string> Asked(Func<MapList, LookupResult> walk, bool isFixed = true)
    {
        var table = new Listening(isFixed);
        walk(new MapList([table])).Should().Be(LookupResult.Missing);
        return table.Keys;
    }

    private sealed class Listening(bool isFixed) : LookupTable("test:")
    {
        public List<string> Keys { get; } = [];

        public override bool IsFixed => isFixed;

        public override LookupResult Find(string key)
        {
            Keys.Add(key);
            return LookupResult.Missing;
        }
    }
}
