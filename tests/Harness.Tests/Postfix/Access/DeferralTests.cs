using Harness.Core.Postfix.Access;

namespace Harness.Tests.Postfix.Access;

/// <summary>warn_if_reject, defer_if_permit, defer_if_reject, soft_bounce, classes and mistakes (smtpd_check.c, generic_checks).</summary>
public class DeferralTests
{
    private const string Accepted = "250 2.1.5 Ok";

    [TestCase("warn_if_reject, reject", Accepted, TestName = "warn_if_reject softens the next restriction")]
    [TestCase("warn_if_reject, permit_mynetworks, reject", "554 5.7.1 <mail.sender.test[192.0.2.10]>: Client host rejected: Access denied",
        TestName = "warn_if_reject softens the next restriction only")]
    [TestCase("warn_if_reject, strict", Accepted, TestName = "warn_if_reject softens a whole class")]
    [TestCase("warn_if_reject, defer_if_permit", Accepted, TestName = "a deferral under warn_if_reject is only logged")]
    [TestCase("warn_if_reject, nosuch", "451 4.3.5 Server configuration error", TestName = "warn_if_reject does not soften a mistake")]
    [TestCase("defer_if_reject, strict", "450 4.7.0 <mail.sender.test[192.0.2.10]>: Client host rejected: defer_if_reject requested",
        TestName = "defer_if_reject turns a refusal of its own lists into itself")]
    [TestCase("defer", "450 4.3.2 <mail.sender.test[192.0.2.10]>: Client host rejected: Try again later", TestName = "defer")]
    [TestCase("STRICT", "451 4.3.5 Server configuration error", TestName = "names of classes have their case")]
    [TestCase("Permit", Accepted, TestName = "names of restrictions have none")]
    [TestCase("check_client_access nocolon", "451 4.3.5 Server configuration error", TestName = "a check without a table")]
    [TestCase("check_client_access", "451 4.3.5 Server configuration error", TestName = "a check at the end of its list")]
    [TestCase("reject_rbl_client", Accepted, TestName = "a DNS list without a zone is skipped")]
    [TestCase("sleep x", "451 4.3.5 Server configuration error", TestName = "sleep without a number")]
    [TestCase("loop", "dies: loop : smtpd dies when it gets there", TestName = "a class that names itself")]
    public void Of_a_client_list(string list, string reply)
        => Ask.Reply($"smtpd_restriction_classes = strict, loop\nstrict = reject\nloop = loop\nsmtpd_client_restrictions = {list}", Ask.Outsider)
            .Should().Be(reply);

    [Test]
    public void A_deferral_of_the_client_list_is_remembered_to_the_recipient()
    {
        AccessOutcome outcome = Ask.Outcome("smtpd_client_restrictions = defer_if_permit", Ask.Outsider);
        Ask.Line(outcome).Should().Be("450 4.7.0 <mail.sender.test[192.0.2.10]>: Client host rejected: defer_if_permit requested");
        (outcome.Restriction, outcome.Remembered).Should().Be(("", "defer_if_permit"));
    }

    [Test]
    public void A_deferral_of_the_client_list_does_not_reach_data()
        => Ask.Reply("smtpd_data_restrictions = defer_if_permit", Ask.Outsider with { Asked = AccessCommand.Data })
            .Should().Be("450 4.7.0 <DATA>: Data command rejected: defer_if_permit requested");

    [Test]
    public void Soft_bounce_makes_every_5_a_4()
        => Ask.Reply("soft_bounce = yes\nsmtpd_client_restrictions = reject", Ask.Outsider)
            .Should().Be("454 4.7.1 <mail.sender.test[192.0.2.10]>: Client host rejected: Access denied");

    [Test]
    public void A_reply_code_that_is_none_becomes_a_bare_450()
        => Ask.Reply("reject_code = 250\nsmtpd_client_restrictions = reject", Ask.Outsider).Should().Be("450 4.7.1 Service unavailable");

    [TestCase("smtpd_data_restrictions = inline:{x=OK}", AccessCommand.Data)]
    [TestCase("smtpd_end_of_data_restrictions = inline:{x=OK}", AccessCommand.EndOfData)]
    public void A_bare_table_is_a_mistake_after_the_envelope(string line, AccessCommand at)
        => Ask.Reply(line, Ask.Outsider with { Asked = at }).Should().Be("451 4.3.5 Server configuration error");

    [Test]
    public void Entries_that_lead_to_entries_end_at_a_hundred()
        => Ask.Reply("smtpd_restriction_classes = again\nagain = check_helo_access inline:{mail.sender.test=again}\nsmtpd_helo_restrictions = again",
            Ask.Outsider).Should().Be("451 4.3.5 Server configuration error");

    [Test]
    public void Discard_for_one_recipient_discards_for_the_next()
        => Ask.Reply("smtpd_recipient_restrictions = check_recipient_access inline:{alice@example.test=DISCARD}, reject_unauth_destination",
            Ask.Outsider with { Recipients = ["alice@example.test", "u@remote.test"] }).Should().Be(Accepted);
}
