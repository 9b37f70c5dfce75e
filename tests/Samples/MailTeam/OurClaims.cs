using Harness.Core.Dns;
using Harness.Core.Smtp;
using Harness.Testing;
using NUnit.Framework;

namespace MailTeam;

/// <summary>What we promise of our server, each as one session.</summary>
public class OurClaims
{
    [Test]
    public async Task A_host_on_zen_is_turned_away_by_that_list()
    {
        SessionOutcome outcome = await OurLab.Lab.From(Client.ListedOnZen).Helo().MailFrom().RcptTo().PlayAsync();
        outcome.Should().BeRefused().At(Stage.Rcpt).With("554 5.7.1").By("reject_rbl_client zen.spamhaus.org").AtLine("main.cf:14");
    }

    [Test]
    public async Task Somebody_who_says_a_bare_word_is_turned_away()
    {
        SessionOutcome outcome = await OurLab.Lab.From(Client.Outsider).Helo("pc").MailFrom().RcptTo().PlayAsync();
        outcome.Should().BeRefused().With("504 5.5.2").By("reject_non_fqdn_helo_hostname").AtLine("main.cf:9");
    }

    [Test]
    public async Task Mail_for_us_arrives()
    {
        SessionOutcome outcome = await OurLab.Lab.From(Client.Outsider).Ehlo().MailFrom("them@sender.example").RcptTo("alice@team.example")
            .Data("Subject: dots\n\n.one\n..two\n").Quit().PlayAsync();
        outcome.Should().BeAccepted().At(Stage.EndOfData).And.BeDelivered().ToMailbox().Carrying(@"\r\n.one\r\n..two\r\n");
    }

    [Test]
    public async Task Our_own_mail_leaves_encrypted()
    {
        SessionOutcome outcome = await OurLab.Lab.From(Client.Inside).Ehlo().MailFrom("alice@team.example").RcptTo(OurLab.Lab.Outside).Message().PlayAsync();
        outcome.Should().BeDelivered().To("mx.tls.example").Encrypted();
    }

    [Test]
    public async Task A_list_that_refuses_our_resolver_costs_no_mail()
    {
        await OurLab.Lab.SwitchListAsync("zen.spamhaus.org", ListMode.Refuse254);
        try
        {
            SessionOutcome outcome = await OurLab.Lab.From(Client.Outsider).Helo().MailFrom().RcptTo().PlayAsync();
            outcome.Should().BeAccepted("127.255.255.254 is no listing");
        }
        finally
        {
            await OurLab.Lab.SwitchListAsync("zen.spamhaus.org", ListMode.Listed);
        }
    }

    [Test]
    public async Task Without_the_list_that_host_would_be_let_in()
    {
        await OurLab.Lab.LoadAsync("next/main.cf");
        try
        {
            SessionOutcome outcome = await OurLab.Lab.From(Client.ListedOnZen).Helo().MailFrom().RcptTo().PlayAsync();
            outcome.Should().BeAccepted();
        }
        finally
        {
            await OurLab.Lab.LoadAsync("postfix");
        }
    }
}
