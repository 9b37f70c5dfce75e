using System.Text;
using Harness.Core.Smtp;
using Harness.Testing;
using Harness.Tests.Engine;
using Harness.Tests.Smtp;

namespace Harness.Tests.Testing;

/// <summary>What a session of a test says on the wire, and when it stops.</summary>
public class SmtpSessionTests
{
    private static SmtpSession At(AnsweringServer server) => new(server.Target(), Client.Outsider);

    private static AnsweringServer Taking(string? refused = null, string reply = "554 5.7.1 no")
        => new((line, _) => refused is not null && line.StartsWith(refused, StringComparison.Ordinal) ? reply : AnsweringServer.Usual(line));

    [Test]
    public async Task Says_what_it_was_told_in_that_order()
    {
        await using AnsweringServer server = Taking();
        SessionOutcome outcome = await At(server).Ehlo("pc").MailFrom("a@b.example", "SIZE=10").RcptTo("c@d.example").Say("NOOP").Quit().PlayAsync();

        server.Connections.Single().Should().Equal("EHLO pc", "MAIL FROM:<a@b.example> SIZE=10", "RCPT TO:<c@d.example>", "NOOP", "QUIT");
        outcome.IsAccepted.Should().BeTrue();
        outcome.Stage.Should().Be(Stage.Rcpt);
    }

    [Test]
    public async Task What_is_not_said_is_ordinary()
    {
        await using AnsweringServer server = Taking();
        await At(server).Helo().MailFrom().RcptTo().PlayAsync();

        server.Connections.Single().Should().Equal("HELO mail.outsider.example", "MAIL FROM:<someone@sender.example>", "RCPT TO:<alice@test.example>", "QUIT");
    }

    [Test]
    public async Task Braces_are_no_placeholders()
    {
        await using AnsweringServer server = Taking();
        await At(server).Helo("{recipient}").MailFrom("").Say("NOOP }{").PlayAsync();

        server.Connections.Single().Should().StartWith(["HELO {recipient}", "MAIL FROM:<>", "NOOP }{"]);
    }

    [Test]
    public async Task The_first_refusal_is_the_outcome()
    {
        await using AnsweringServer server = Taking("MAIL");
        SessionOutcome outcome = await At(server).Helo().MailFrom().RcptTo().Message().PlayAsync();

        outcome.Should().BeRefused().At(Stage.Mail).With("554 5.7.1");
        server.Connections.Single().Should().Equal("HELO mail.outsider.example", "MAIL FROM:<someone@sender.example>", "QUIT");
    }

    [Test]
    public async Task After_a_raw_line_it_goes_on_whatever_is_answered()
    {
        await using AnsweringServer server = Taking("VRFY", "502 5.5.1 no");
        SessionOutcome outcome = await At(server).Helo().Say("VRFY alice").MailFrom().PlayAsync();

        outcome.Should().BeAccepted().At(Stage.Mail);
    }

    [Test]
    public async Task A_message_of_ones_own_has_its_dots_stuffed_and_its_line_ends_mended()
    {
        await using ScriptedServer server = ScriptedServer.Play(
            new Script().Send("220 mx ESMTP\r\n").Expect("DATA").Send("354 go\r\n").ReadUntil(".").Send("550 5.7.1 no\r\n").Expect("QUIT").Send("221 bye\r\n").ExpectEnd());
        SessionOutcome outcome = await new SmtpSession(FakeTarget.Of(server), Client.Outsider).Data("Subject: {x}\n\n.hidden\r\nlast\n").PlayAsync();

        outcome.Should().BeRefused().At(Stage.EndOfData).With("550");
        Encoding.ASCII.GetString(server.Received).Should().Contain("DATA\r\nSubject: {x}\r\n\r\n..hidden\r\nlast\r\n.\r\nQUIT");
    }

    [Test]
    public void A_line_has_no_line_end_in_it()
        => FluentActions.Invoking(() => new SmtpSession(new FakeTarget(null!), Client.Outsider).RcptTo("a@b>\r\nDATA")).Should().Throw<ArgumentException>().WithMessage("*Send*");

    [Test]
    public Task A_session_without_a_command_is_a_mistake_of_the_test()
        => FluentActions.Awaiting(() => new SmtpSession(new FakeTarget(null!), Client.Outsider).Quit().PlayAsync()).Should().ThrowAsync<InvalidOperationException>();
}
