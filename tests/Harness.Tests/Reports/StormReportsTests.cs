using System.Text.Json;
using AngleSharp.Html.Dom;
using Harness.Core.Reports.Storm;
using Harness.Core.Storm;
using Harness.Core.Storm.Faults;
using Harness.Core.Storm.Ledgers;
using Harness.Tests.Reports.Html;

namespace Harness.Tests.Reports;

public class StormReportsTests
{
    [Test]
    public void The_text_names_what_is_missing_and_ends_in_the_judgement()
    {
        string text = StormReports.Write("text", [Sample()], quiet: false);

        text.Should().Contain("0000001 (queued as QUEUED)").And.EndWith("the ledger does not balance\n");
        StormReports.Write("text", [Sample()], quiet: true).Should().Be("the ledger does not balance\n");
    }

    [Test]
    public void Several_storms_stand_side_by_side()
        => StormReports.Write("text", [Sample(), Sample() with { Storage = "memory: tmpfs" }], quiet: false)
            .Should().Contain("accepted/s").And.Contain("memory: the ledger does not balance");

    [Test]
    public void The_json_carries_every_name()
    {
        using JsonDocument json = JsonDocument.Parse(StormReports.Write("json", [Sample()], quiet: false));

        json.RootElement[0].GetProperty("balance").GetProperty("missing").GetProperty("names")[0].GetString().Should().Be("0000001");
        json.RootElement[0].GetProperty("samples").GetArrayLength().Should().Be(2);
    }

    [Test]
    public void The_page_is_well_formed_and_escapes_what_others_said()
    {
        string page = StormReports.Write("html", [Sample(), Sample()], quiet: false);

        page.Should().Contain("&lt;script&gt;").And.NotContain("http:").And.NotContain("NaN").And.NotContain("∞");
        IHtmlDocument parsed = Pages.Parsed(page);
        parsed.Scripts.Should().HaveCount(1);
        parsed.QuerySelectorAll("svg").Should().HaveCountGreaterThan(4);
    }

    [Test]
    public void A_storm_in_which_nothing_was_seen_can_be_told()
    {
        StormRecord empty = Sample() with { Samples = [], AcceptLatency = new LatencyProfile(0, 0, 0, 0, 0, 0, []), SendSeconds = 0, DeliverySeconds = 0, Faults = [] };

        foreach (string format in StormReports.Formats)
            StormReports.Write(format, [empty], quiet: false).Should().NotContain("NaN");
    }

    internal static StormRecord Sample()
    {
        var ledger = new Ledger(2, 1);
        ledger.Sent(0, SentState.Accepted);
        ledger.Arrived(0, acknowledged: true, whole: true, 3);
        ledger.Sent(1, SentState.Accepted);
        ledger.Accepted(1, "250 2.0.0 Ok: queued as QUEUED\r\n"u8, 3);
        return new StormRecord
        {
            Configuration = "<script>",
            Software = "Postfix 3.7",
            Started = DateTimeOffset.UnixEpoch,
            Sending = "2 messages",
            Storage = "sata: a disk",
            Messages = 2,
            Counts = new SendingCounts { Accepted = 2, Settled = 2 },
            Balance = LedgerBalance.Of(ledger, []),
            Refusals = [new RefusalCount("452 <script>", 3)],
            AcceptLatency = new LatencyProfile(2, 1, 2, 3, 4, 5, [new LatencyPoint(0, 1), new LatencyPoint(1, 5)]),
            SendSeconds = 2,
            DrainSeconds = 1,
            DeliverySeconds = 2,
            Notices = 0,
            Faults = [new FaultRecord("kill", 1, 1.5, "<script>")],
            Samples =
            [
                new StormSample(1, 1, 0, null, 0, null, null, null, null, null, null, 0.1),
                new StormSample(2, 2, 1, new QueueSizes(0, 1, 2, 3, 0, 1), 1, 2.5, new DiskRates(1, 80, 0.4, 1), 0.2, 0.9, 0.5, 0.4, 0.1),
            ],
            CpuMicrosecondsPerMessage = 100,
            PeakMegabytes = 100,
        };
    }
}
