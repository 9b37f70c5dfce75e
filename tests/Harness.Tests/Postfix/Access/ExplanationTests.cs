using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Explaining;

namespace Harness.Tests.Postfix.Access;

/// <summary>What led to a prediction.</summary>
public class ExplanationTests
{
    private static AccessExplanation Explain(string lines, AccessSession session) => SampleServer.Model(SampleServer.Guide + lines + "\n").Explain(session);

    [Test]
    public void Lists_are_told_in_the_order_in_which_they_run()
        => Explain("", Ask.Outsider).Lists.Select(l => (l.Name, l.Result)).Should().Equal(
            ("smtpd_helo_restrictions", StepResult.Permitted),
            ("smtpd_relay_restrictions", StepResult.Passed),
            ("smtpd_recipient_restrictions", StepResult.Permitted),
            ("smtpd_reject_unlisted_recipient", StepResult.Passed));

    [Test]
    public void A_restriction_is_told_with_its_argument_and_line()
    {
        ExplainedStep step = Explain("", Ask.Outsider).Lists[2].Steps[5];
        (step.Restriction, step.Argument, step.Place.Text, step.Result).Should().Be(
            ("reject_rbl_client", "zen.spamhaus.org", "reject_rbl_client zen.spamhaus.org,", StepResult.Passed));
    }

    [Test]
    public void What_was_not_reached_is_named()
        => Explain("", Ask.Outsider with { Helo = "localhost" }).Lists.Single().Unasked.Should().Equal("reject_invalid_helo_hostname", "permit");

    [Test]
    public void A_class_is_told_inside_the_restriction_that_led_to_it()
    {
        ExplainedStep step = Explain("smtpd_restriction_classes = c\nc = reject_plaintext_session\nsmtpd_client_restrictions = c", Ask.Outsider).Lists[0].Steps[0];
        step.Inner.Single().Steps.Single().Should().BeEquivalentTo(new { Restriction = "reject_plaintext_session", Result = StepResult.Refused });
    }

    [Test]
    public void A_bare_table_is_told_as_the_check_it_is()
        => Explain("smtpd_client_restrictions = inline:{192.0.2.10=DUNNO}", Ask.Outsider).Lists[0].Steps[0].Restriction.Should().Be("check_client_access");

    [Test]
    public void What_stands_in_a_table_stands_on_the_line_of_the_entry()
    {
        AccessModel model = SampleServer.Model(SampleServer.Guide + "smtpd_sender_restrictions = check_sender_access texthash:/etc/postfix/senders\n",
            files: new() { ["/etc/postfix/senders"] = "a@sender.test reject_plaintext_session\nb@sender.test reject_plaintext_session\n", ["/etc/aliases.texthash"] = "postmaster root\n" });
        new[] { "a", "b" }.Select(s => model.Decide(Ask.Outsider with { Sender = $"{s}@sender.test" }).Place?.Line).Should().Equal(1, 2);
    }

    [Test]
    public void A_recipient_for_whom_no_list_is_asked_is_remarked_on()
    {
        AccessExplanation explanation = Explain("", Ask.Outsider with { Recipients = ["postmaster"], Helo = "x" });
        explanation.Lists.Should().BeEmpty();
        explanation.Remarks.Single().Should().StartWith("postmaster");
    }

    [Test]
    public void Only_the_last_recipient_is_explained()
        => Explain("", Ask.Outsider with { Recipients = ["bob@example.test", "alice@example.test"] }).Lists.Should().HaveCount(4);

    [Test]
    public void Explaining_and_deciding_come_to_the_same()
        => Explain("", Ask.Outsider).Outcome.Should().Be(SampleServer.Model(SampleServer.Guide).Decide(Ask.Outsider));
}
