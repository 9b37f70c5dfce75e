using System.Diagnostics;
using System.Text;
using Harness.Core.Evidence;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Smtp;
using Harness.Lab;
using Harness.Lab.Containers;
using Harness.Lab.Logs;

namespace Harness.Tests.Lab;

/// <summary>What the lab's containers say, and what a hostile one might.</summary>
public sealed class ContainerOutputTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static List<string> Followed(params byte[][] chunks)
    {
        var lines = new List<string>();
        using var follower = new LineFollower(lines.Add);
        foreach (byte[] chunk in chunks)
            follower.Stdout.Write(chunk);
        return lines;
    }

    [Test]
    public void Lines_are_handed_on_when_they_are_complete()
        => Followed("a\r\nb\n\nc"u8.ToArray()).Should().Equal("a", "b", "");

    [Test]
    public void A_character_that_two_writes_share_stays_whole()
        => Followed([0x67, 0x72, 0xc3], [0xbc, 0x6e, 0x0a]).Should().Equal("grün");

    [Test]
    public void A_line_without_end_is_cut_and_the_next_one_is_not()
    {
        List<string> lines = Followed(Encoding.ASCII.GetBytes(new string('x', 200_000)), "tail\nnext\n"u8.ToArray());
        lines.Select(l => l.Length).Should().Equal(64 * 1024, 4);
    }

    [Test]
    public void Both_streams_are_followed()
    {
        var lines = new List<string>();
        using var follower = new LineFollower(lines.Add);
        follower.Stdout.Write("o"u8);
        follower.Stderr.Write("e\n"u8);
        follower.Stdout.Write("\n"u8);
        lines.Should().Equal("e", "o");
    }

    [Test]
    public async Task A_load_report_is_read_word_by_word()
    {
        var report = new LoadReport();
        string[] lines =
        [
            "@harness overlay in_flow_delay = 0 | speed", "@harness overlay x = y", "@harness warning : overriding",
            "@harness fact mynetworks = 10.0.0.0/8 a=b", "@harness fact empty", "@harness unheard-of", "@harness loaded",
        ];
        lines.Should().OnlyContain(l => report.TryTake(l));
        (await report.DoneAsync(Patience, CancellationToken.None)).Should().BeNull();
        report.Overlay.Should().Equal(new OverlayLine("in_flow_delay = 0", "speed"), new OverlayLine("x = y", ""));
        report.Warnings.Should().Equal("overriding");
        report.Facts.Should().BeEquivalentTo(new Dictionary<string, string> { ["mynetworks"] = "10.0.0.0/8 a=b", ["empty"] = "" });
    }

    [Test]
    public void Other_lines_are_not_the_reports() => new LoadReport().TryTake("postfix/master[1]: @harness loaded").Should().BeFalse();

    [Test]
    public async Task A_refusal_is_why_it_was_not_loaded()
    {
        var report = new LoadReport();
        report.TryTake("@harness refused fatal: no");
        (await report.DoneAsync(Patience, CancellationToken.None)).Should().Be("fatal: no");
    }

    [Test]
    public async Task A_report_that_does_not_end_is_said()
        => (await new LoadReport().Invoking(r => r.DoneAsync(TimeSpan.Zero, CancellationToken.None)).Should().ThrowAsync<LabException>())
            .Which.Message.Should().Contain("did not compose");

    private static string Arrival(string recipients, string message)
        => $$"""@harness arrival {"host":"mx-tls","sender":"a@b","recipients":{{recipients}},"tls":null,"message":"{{Convert.ToBase64String(Encoding.ASCII.GetBytes(message))}}"}""";

    private const string Message = "Received: from x (x [1.2.3.4])\r\n\tby mx (Postfix) with ESMTPS id CD5C1E60D7\r\n\tfor <c@d>; date\r\nSubject: x\r\n";

    private static Task<IReadOnlyList<Arrival>?> ArrivedAsync(WorldArrivals world)
        => world.OfAsync("CD5C1E60D7", expected: true, Patience, CancellationToken.None);

    [Test]
    public async Task An_arrival_is_found_by_its_queue_id()
    {
        var world = new WorldArrivals();
        world.Take(Arrival("""["c@d","e\u001b@f"]""", Message));
        (await ArrivedAsync(world)).Should().Equal(
            new Arrival("mx-tls", "c@d", "a@b", null) { Message = Visible.Escape(Encoding.ASCII.GetBytes(Message)) },
            new Arrival("mx-tls", @"e\u{001B}@f", "a@b", null) { Message = Visible.Escape(Encoding.ASCII.GetBytes(Message)) });
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("{\"host\":\"h\",\"sender\":")]
    [TestCase("{\"host\":\"h\",\"sender\":\"s\",\"recipients\":null,\"tls\":null,\"message\":\"\"}")]
    [TestCase("{\"host\":\"h\",\"sender\":\"s\",\"recipients\":[null],\"tls\":null,\"message\":\"\"}")]
    [TestCase("{\"host\":\"h\",\"sender\":\"s\",\"recipients\":[\"r\"],\"tls\":null,\"message\":null}")]
    [TestCase("{\"host\":\"h\",\"sender\":\"s\",\"recipients\":[\"r\"],\"tls\":null,\"message\":\"not base64!\"}")]
    [TestCase("{\"host\":\"h\",\"sender\":\"\\ud800\",\"recipients\":[\"r\"],\"tls\":null,\"message\":\"\"}")]
    public async Task A_hostile_line_is_no_arrival_and_stops_nothing(string json)
    {
        var world = new WorldArrivals();
        world.Invoking(w => w.Take($"@harness arrival {json}")).Should().NotThrow();
        world.Take(Arrival("""["c@d"]""", Message));
        (await ArrivedAsync(world)).Should().ContainSingle();
    }

    [Test]
    public async Task Where_none_is_expected_none_is_waited_for()
        => (await new WorldArrivals().OfAsync("CD5C1E60D7", expected: false, Patience, CancellationToken.None)).Should().BeEmpty();

    [TestCase("postconf: fatal: /etc/postfix/main.cf, line 7: missing '=' after attribute name: \"x\"", "my/main.cf:7: Postfix does not run with it: missing '=' after attribute name: \"x\"; mend it and run again")]
    [TestCase("fatal: bad\u001b parameter", @"my/main.cf: Postfix does not run with it: bad\u{001B} parameter; mend it and run again")]
    [TestCase("fatal: bad numerical configuration: message_size_limit = 5 # MB", "my/main.cf:2: Postfix does not run with it: bad numerical configuration: message_size_limit = 5 # MB; mend it and run again")]
    [TestCase("fatal: /etc/postfix/master.cf: line 9: too few fields", "my/master.cf:9: Postfix does not run with it: too few fields; mend it and run again")]
    public void A_complaint_is_about_the_users_file(string complaint, string said)
        => PostfixComplaint.Located(complaint, MainCf.Parse("biff = no\nmessage_size_limit = 5 # MB\n", "my/main.cf")).Should().Be(said);

    [Test]
    public async Task An_announcement_is_heard()
    {
        var ready = new Announcement("ready");
        ready.Take("not yet");
        Task heard = ready.HeardAsync("dns", Patience, CancellationToken.None);
        heard.IsCompleted.Should().BeFalse();
        ready.Take("@harness ready now");
        await heard;
    }

    [Test]
    public async Task An_announcement_that_does_not_come_quotes_what_came_last()
    {
        var ready = new Announcement("started");
        ready.Take("port in use");
        await FluentActions.Awaiting(() => ready.HeardAsync("dns", TimeSpan.Zero, CancellationToken.None)).Should().ThrowAsync<LabException>()
            .WithMessage("the lab's dns was not ready within 0 s; it said last: port in use");
    }

    [Test]
    public void What_belongs_to_this_process_is_no_orphan() => Ownership.IsOrphan(Ownership.Mine).Should().BeFalse();

    [Test]
    public void What_belonged_to_a_process_that_is_gone_is_an_orphan()
    {
        using Process child = Process.Start(new ProcessStartInfo("true") { UseShellExecute = false })!;
        child.WaitForExit();
        Ownership.IsOrphan($"{Ownership.Machine}/{child.Id}/1").Should().BeTrue();
    }

    [Test]
    public void A_process_id_that_came_again_is_not_the_owner()
        => Ownership.IsOrphan($"{Ownership.Machine}/{Environment.ProcessId}/1").Should().BeTrue();

    [TestCase("")]
    [TestCase("elsewhere/1/1")]
    [TestCase("a/b/c/d")]
    public void A_label_that_names_no_process_of_this_machine_is_left_alone(string label) => Ownership.IsOrphan(label).Should().BeFalse();
}
