using System.Text;
using Harness.Core.Engine;
using Harness.Core.Smtp;

namespace Harness.Tests.Engine;

public sealed class TranscriptRecorderTests
{
    private const string Secret = "c2VjcmV0";

    // "C:" the client, "S:" the server; a vertical bar cuts what one side says into sends.
    private static IReadOnlyList<string> Played(params string[] events)
    {
        var recorder = new TranscriptRecorder();
        foreach (string chunk in events.SelectMany(e => e[2..].Split('|').Select(c => e[..2] + c)))
        {
            Direction direction = chunk[0] == 'C' ? Direction.Client : Direction.Server;
            recorder.Record(new WireEvent(TimeSpan.Zero, direction, Encoding.Latin1.GetBytes(chunk[2..]), null));
        }

        return [.. recorder.Lines.Select(l => $"{l.By}: {l.Text}")];
    }

    [Test]
    public void The_mechanism_stays_and_the_initial_response_goes()
        => Played($"C:AUTH PLAIN {Secret}\r\n", "S:235 ok\r\n").Should().Equal("C: AUTH PLAIN [redacted]", "S: 235 ok");

    [Test]
    public void Both_answers_of_a_login_go()
        => Played("C:AUTH LOGIN\r\n", "S:334 VXNlcm5hbWU6\r\n", $"C:{Secret}\r\n", "S:334 UGFzc3dvcmQ6\r\n", $"C:{Secret}\r\n", "S:235 ok\r\n")
            .Where(l => l[0] == 'C').Should().Equal("C: AUTH LOGIN", "C: [redacted]", "C: [redacted]");

    [TestCase("C:auth plain c2VjcmV0\r\n")]
    [TestCase("C:AUTH\tPLAIN\tc2VjcmV0\r\n")]
    [TestCase("C: AUTH PLAIN c2VjcmV0\r\n")]
    [TestCase("C:RSET\nAUTH PLAIN c2VjcmV0\r\n")]
    [TestCase("C:AUTH PLAIN c2VjcmV0")]
    [TestCase("C:AUTH PLAIN |c2VjcmV0\r\n")]
    [TestCase("C:AU|TH PLAIN c2VjcmV0\r\n")]
    [TestCase("C:A|U|T|H| |P c2VjcmV0\r\n")]
    [TestCase("C:RSET\r\nAUTH PLAIN c2VjcmV0\r\nNOOP\r\n")]
    [TestCase("C:AUTH LOGIN\r\nc2VjcmV0\r\nc2VjcmV0\r\n")]
    [TestCase("C:AUTH LOGIN\r\n", "S:3|34 go\r\n", "C:c2VjcmV0\r\n")]
    [TestCase("C:AUTH LOGIN\r\n", "S:3|3|4| |g|o\r|\n", "C:c2Vj", "C:c2VjcmV0\r\n")]
    [TestCase("C:EHLO a\r\nAUTH LOGIN\r\n", "S:250-mx\r\n250 AUTH LOGIN\r\n", "S:334 go\r\n", "C:c2VjcmV0\r\n")]
    [TestCase("C:NOOP\r\nAUTH LOGIN\r\n", "S:500 what\r\n334 go\r\n", "C:c2VjcmV0\r\n")]
    public void A_secret_never_stands_in_a_transcript_however_it_is_cut(params string[] events)
        => string.Join('\n', Played(events)).Should().NotContain("c2Vj").And.Contain("[redacted]");

    [TestCase("S:535 no\r\n")]
    [TestCase("S:235 ok\r\n")]
    [TestCase("S:2|35 ok\r\n")]
    public void After_the_exchange_the_session_is_shown_again(string answer)
        => Played($"C:AUTH PLAIN {Secret}\r\n", answer, "C:MAIL FROM:<a@b.example>\r\n")[^1].Should().Be("C: MAIL FROM:<a@b.example>");

    [Test]
    public void A_334_to_something_else_hides_nothing()
        => Played("C:MAIL FROM:<a@b.example>\r\n", "S:334 what\r\n", "C:RCPT TO:<c@d.example>\r\n")[^1].Should().Be("C: RCPT TO:<c@d.example>");

    [Test]
    public void A_334_after_a_finished_exchange_hides_nothing()
        => Played($"C:AUTH PLAIN {Secret}\r\n", "S:235 ok\r\n", "C:NOOP\r\n", "S:334 what\r\n", "C:RSET\r\n")[^1].Should().Be("C: RSET");

    [Test]
    public void Words_that_only_begin_like_auth_are_shown()
        => Played("C:AUTHOR x\r\nMAIL FROM:<a@b> AUTH=<>\r\n").Should().Equal("C: AUTHOR x", "C: MAIL FROM:<a@b> AUTH=<>");

    [Test]
    public void Pipelined_lines_are_a_line_each()
        => Played("C:MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\n").Should().Equal("C: MAIL FROM:<a@b>", "C: RCPT TO:<c@d>");

    [Test]
    public void Octets_that_no_crlf_ends_are_marked()
        => Played("C:NO|OP\n\r\n").Should().Equal(@"C: NO\c", @"C: OP\n");

    [Test]
    public void A_remark_is_escaped()
    {
        var recorder = new TranscriptRecorder();
        recorder.Record(new WireEvent(TimeSpan.FromMilliseconds(1.26), Direction.Note, default, "gone\u001b"));
        (recorder.Lines[0].Ms, recorder.Lines[0].By, recorder.Lines[0].Text).Should().Be((1.3, "*", @"gone\u{001B}"));
    }

    [Test]
    public void A_preview_changes_nothing()
    {
        var recorder = new TranscriptRecorder();
        recorder.Preview(Encoding.ASCII.GetBytes($"AUTH PLAIN {Secret}\r\n")).Should().Be(@"AUTH PLAIN [redacted]\r\n");
        recorder.Preview("NOOP\r\n"u8).Should().Be(@"NOOP\r\n");
    }
}
