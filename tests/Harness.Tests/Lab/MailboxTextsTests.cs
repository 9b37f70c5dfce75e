using System.Text;
using Harness.Lab.Logs;

namespace Harness.Tests.Lab;

public sealed class MailboxTextsTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    [Test]
    public async Task A_text_is_found_by_its_queue_id_with_the_line_ends_of_a_message()
    {
        var texts = new MailboxTexts();
        texts.TryTake($"@harness mailbox 4A1B {Convert.ToHexString("Subject: a\n\nb\rc\0\n"u8)}").Should().BeTrue();
        (await texts.OfAsync("4A1B", 1, _patience, default)).Should().Equal(@"Subject: a\r\n\r\nb\rc\x00\r\n");
    }

    [Test]
    public async Task What_was_told_is_kept_no_longer()
    {
        var texts = new MailboxTexts();
        texts.TryTake("@harness mailbox 4A1B -");
        (await texts.OfAsync("4A1B", 1, _patience, default)).Should().Equal([null]);
        (await texts.OfAsync("4A1B", 1, TimeSpan.Zero, default)).Should().BeNull();
    }

    [Test]
    public async Task Where_nothing_was_delivered_nothing_is_waited_for() => (await new MailboxTexts().OfAsync("4A1B", 0, _patience, default)).Should().BeEmpty();

    [TestCase("")]
    [TestCase("4A1B")]
    [TestCase("4A1B xyz")]
    [TestCase("4A1B 0")]
    public void A_hostile_line_is_no_text_and_stops_nothing(string rest)
        => new MailboxTexts().Invoking(t => t.TryTake($"@harness mailbox {rest}")).Should().NotThrow();

    [Test]
    public void Other_lines_are_not_about_mailboxes() => new MailboxTexts().TryTake("@harness loaded").Should().BeFalse();

    [Test]
    public async Task Of_a_long_text_the_beginning_is_kept()
    {
        var texts = new MailboxTexts();
        texts.TryTake($"@harness mailbox 4A1B {Convert.ToHexString(Encoding.ASCII.GetBytes(new string('x', 30_000)))}");
        (await texts.OfAsync("4A1B", 1, _patience, default))!.Single()!.Length.Should().BeLessThan(20_000);
    }
}
