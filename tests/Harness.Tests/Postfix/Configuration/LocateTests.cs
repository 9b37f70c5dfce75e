using Harness.Core.Postfix.Configuration;

namespace Harness.Tests.Postfix.Configuration;

public class LocateTests
{
    private static readonly MainCf File = MainCf.Parse(Samples.Configuration, "main.cf");

    [TestCase("reject_non_fqdn_helo_hostname", null, 5, "smtpd_helo_restrictions")]
    [TestCase("REJECT_UNAUTH_DESTINATION", null, 9, "smtpd_recipient_restrictions")]
    [TestCase("reject_rbl_client", null, 10, "smtpd_recipient_restrictions")]
    [TestCase("reject_rbl_client", "bl.spamcop.net", 11, "smtpd_recipient_restrictions")]
    [TestCase("reject_rbl_client", "zen.spamhaus.org", 10, "smtpd_recipient_restrictions")]
    [TestCase("reject_rbl_client", "zen.spamhaus.org=127.0.0.[2..11]", 10, "smtpd_recipient_restrictions")]
    [TestCase("check_sender_access", "hash:/etc/postfix/acc", 6, "smtpd_sender_restrictions")]
    [TestCase("reject_unknown_client_hostname", null, 3, "strict")]
    public void Finds_the_line_of_a_restriction(string restriction, string? argument, int line, string parameter)
    {
        var found = File.Locate(restriction, argument)!;
        (found.Line, found.Parameter, found.File).Should().Be((line, parameter, "main.cf"));
    }

    [Test]
    public void Gives_the_trimmed_text_of_the_physical_line() =>
        File.Locate("reject_rbl_client", "bl.spamcop.net")!.Text.Should().Be("reject_rbl_client bl.spamcop.net, permit");

    [TestCase("smtpd_relay_restrictions", 8)]
    [TestCase("smtpd_sender_restrictions", 6)]
    [TestCase("no_such_parameter", 4)]
    public void Looks_in_the_preferred_parameter_first(string preferred, int line) =>
        File.Locate("permit_mynetworks", null, preferred)!.Line.Should().Be(line);

    [TestCase("reject_rbl_client", "dnsbl.sorbs.net")]
    [TestCase("reject_unverified_sender", null)]
    [TestCase("strict", null)]
    public void Says_null_where_there_is_none(string restriction, string? argument) =>
        File.Locate(restriction, argument).Should().BeNull();

    [Test]
    public void Finds_a_bare_table_under_the_check_postfix_makes_of_it() =>
        MainCf.Parse("smtpd_sender_restrictions =\n  hash:/x", "m").Locate("check_sender_access", "hash:/x")!.Line.Should().Be(2);

    [Test]
    public void Does_not_look_in_settings_that_are_overridden_or_no_lists() =>
        MainCf.Parse("smtpd_helo_restrictions = reject\nother = reject\nsmtpd_helo_restrictions = permit", "m")
            .Locate("reject", null, "other").Should().BeNull();

    [Test]
    public void Follows_a_parameter_that_a_list_refers_to() =>
        MainCf.Parse("mine = $yours\nyours =\n reject\nsmtpd_helo_restrictions = ${mine}", "m").Locate("reject")!.Parameter.Should().Be("yours");

    [Test]
    public void A_class_that_names_itself_does_not_loop() =>
        MainCf.Parse("smtpd_restriction_classes = a\na = $a, $b\nb = $a", "m").Locate("reject").Should().BeNull();
}
