using Harness.Core.Fuzz;
using Harness.Core.Smtp;

namespace Harness.Tests.Fuzz;

public class StrictReadingTests
{
    private static StrictReading Read(string sent, params int[] codes)
        => StrictReading.Of(sent, [.. codes.Prepend(220).Select(c => new Reply(c, null, ["x"], []))]);

    [TestCase("DATA\r\na\r\n.\r\nNOOP\r\n", new[] { 354, 250, 250 }, "a")]
    [TestCase("DATA\n.\r\nNOOP\r\n", new[] { 354, 250, 250 }, "")]
    [TestCase("DATA\r\na\n.\nNOOP\r\n.\r\n", new[] { 354, 250 }, "a\n.\nNOOP")]
    [TestCase("BDAT 4 LAST\r\nDATANOOP\r\n", new[] { 250, 250 }, "DATA")]
    public void A_message_is_what_is_sent_up_to_its_end(string sent, int[] codes, string content)
    {
        StrictReading strict = Read(sent, codes);
        strict.Messages.Should().ContainSingle().Which.Content.Should().Be(content);
        (strict.Surplus, strict.Unanswered).Should().Be((0, null));
    }

    [Test]
    public void Where_DATA_is_refused_a_message_is_commands()
        => Read("DATA\r\na\r\n.\r\n", 503, 500, 500).Should().BeEquivalentTo(new { Surplus = 0, Unanswered = (int?)null, Messages = Array.Empty<object>() });

    [Test]
    public void A_chunk_whose_size_is_not_understood_is_commands() => Read("BDAT 4 NOW\r\nNOOP\r\n", 501, 250).Unanswered.Should().BeNull();

    [Test]
    public void A_chunk_that_is_refused_is_still_a_chunk() => Read("BDAT 4 LAST\r\nNOOPNOOP\r\n", 503, 250).Surplus.Should().Be(0);

    [Test]
    public void Answers_to_nothing_are_left_over() => Read("NOOP\r\n", 250, 250, 250).Surplus.Should().Be(2);

    [Test]
    public void A_command_without_an_answer_is_found() => Read("NOOP\r\nHELP\r\n", 250).Unanswered.Should().Be(6);

    [TestCase(421)]
    [TestCase(221)]
    public void After_a_farewell_nothing_has_an_answer(int code) => Read("NOOP\r\nHELP\r\n", code).Unanswered.Should().BeNull();

    [Test]
    public void A_message_without_its_end_is_none() => Read("DATA\r\na\r\n.\r", 354).Messages.Should().BeEmpty();
}
