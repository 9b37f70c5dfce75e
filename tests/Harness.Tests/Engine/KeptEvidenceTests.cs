using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Smtp;

namespace Harness.Tests.Engine;

public sealed class KeptEvidenceTests
{
    private const int Million = 1 << 20;

    private static readonly Observation Talkative = new()
    {
        Attack = "helo/x",
        Transcript = [new TranscriptLine(1, TranscriptLine.Server, new string('x', Million))],
        Exchanges = [new Exchange(Stage.Helo, "EHLO x", 250, null, ["mx", "SIZE 1"]), new Exchange(Stage.Rcpt, "RCPT", 550, null, [new string('x', 4000), "y"])],
    };

    [Test]
    public void What_is_said_to_thousands_of_sessions_is_kept_in_short()
    {
        var kept = new KeptEvidence();

        Observation[] seen = [.. Enumerable.Range(0, 1000).Select(_ => kept.Of(Talkative))];

        seen[0].Should().BeSameAs(Talkative);
        seen.Sum(o => (long)o.Transcript.Sum(l => l.Text.Length)).Should().BeLessThan(20L * Million);
        seen[^1].Exchanges.Select(e => (e.Code, e.Lines.Sum(l => l.Length))).Should().Equal((250, 8), (550, 201));
    }

    [Test]
    public void Of_a_reply_so_much_is_kept_as_an_ehlo_reply_has_ten_times_over()
        => KeptReply.Lines(Enumerable.Repeat(new string('x', 500), 500)).Sum(l => l.Length).Should().Be(4000);
}
