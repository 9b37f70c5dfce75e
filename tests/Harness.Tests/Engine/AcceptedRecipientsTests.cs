using System.Text;
using Harness.Core.Engine;

namespace Harness.Tests.Engine;

public sealed class AcceptedRecipientsTests
{
    private static string? StrangerAt(string octets, Action<AcceptedRecipients> before)
    {
        var recipients = new AcceptedRecipients();
        before(recipients);
        return recipients.Stranger(Encoding.Latin1.GetBytes(octets), r => r == "<good>");
    }

    [Test]
    public void A_recipient_that_was_taken_counts() => StrangerAt("DATA\r\n", r => r.Answered("rcpt to:<bad>", 250)).Should().Be("<bad>");

    [Test]
    public void A_recipient_that_was_refused_does_not() => StrangerAt("DATA\r\n", r => r.Answered("RCPT TO:<bad>", 550)).Should().BeNull();

    [Test]
    public void A_recipient_that_may_be_reached_does_not() => StrangerAt("DATA\r\n", r => r.Answered("RCPT TO:<good>", 250)).Should().BeNull();

    [TestCase("RSET", 250, true)]
    [TestCase("rset", 250, true)]
    [TestCase("EHLO a", 250, true)]
    [TestCase("HELO a", 250, true)]
    [TestCase("RSET", 500, false)]
    [TestCase("EHLO a", 503, false)]
    [TestCase("MAIL FROM:<a>", 250, false)]
    [TestCase("NOOP", 250, false)]
    public void What_ends_a_transaction_ends_its_recipients(string line, int code, bool ends)
        => (StrangerAt("DATA\r\n", r =>
        {
            r.Answered("RCPT TO:<bad>", 250);
            r.Answered(line, code);
        }) is null).Should().Be(ends);

    [Test]
    public void The_next_message_begins_without_them()
        => StrangerAt("DATA\r\n", r =>
        {
            r.Answered("RCPT TO:<bad>", 250);
            r.MessageAnswered();
        }).Should().BeNull();

    [TestCase("BDAT 5 LAST\r\n")]
    [TestCase("x\r\n.\nMAIL FROM:<a>\nRCPT TO:<worse>\nDATA\n")]
    public void Every_word_that_begins_a_message_counts(string octets)
        => StrangerAt(octets, r => r.Answered("RCPT TO:<bad>", 250)).Should().Be("<bad>");

    [Test]
    public void Recipients_among_octets_count() => StrangerAt("RCPT TO:<bad>\r\nDATA\r\n", _ => { }).Should().Be("<bad>");

    [TestCase("RCPT TO:<go", "od>\r\n", null)]
    [TestCase("RCPT TO:<ba", "d>\r\n", "<bad>")]
    public void A_recipient_that_comes_in_pieces_is_one(string first, string rest, string? stranger)
        => StrangerAt("DATA\r\n", r =>
        {
            r.Answered(Encoding.Latin1.GetBytes(first), []);
            r.Answered(Encoding.Latin1.GetBytes(rest), [250]);
        }).Should().Be(stranger);

    [TestCase(new[] { 250, 550 }, null)]
    [TestCase(new[] { 250, 250 }, "<bad>")]
    [TestCase(new[] { 550 }, "<bad>")]
    [TestCase(new int[0], "<bad>")]
    public void Octets_count_as_they_were_answered_or_in_doubt_as_taken(int[] codes, string? stranger)
        => StrangerAt("DATA\r\n", r => r.Answered("MAIL FROM:<a>\r\nRCPT TO:<bad>\r\n"u8, codes)).Should().Be(stranger);
}
