using System.IO.Compression;
using System.Text;
using Harness.Core.MailLogs;
using Harness.Core.Reports.MailLog;

namespace Harness.Tests.MailLogs;

/// <summary>A log carries what strangers said, and a file may hold anything.</summary>
public sealed class HostileLogTests
{
    private readonly LogFiles _files = new();

    [OneTimeTearDown]
    public void Remove() => _files.Dispose();

    [Test]
    public async Task Octets_at_random_in_a_real_log_never_make_it_fail_and_never_reach_a_terminal([Range(1, 4)] int seed, [Values("text", "json", "export")] string form)
    {
        string[] lines = await File.ReadAllLinesAsync(LogFiles.OfLab("varied-3.10"));
        byte[] octets = form switch
        {
            "json" => JournalForms.Json(lines),
            "export" => JournalForms.Export(lines),
            _ => Encoding.UTF8.GetBytes(string.Join('\n', lines)),
        };
        var random = new Random(seed);
        for (int i = 0; i < octets.Length / (form == "text" ? 20 : 2000); i++)
            octets[random.Next(100, octets.Length)] = (byte)(random.Next(3) == 0 ? "\n\r\0\x1b:;<>[]\"\\ =,"[random.Next(15)] : random.Next(256));

        MailLogReport report = await LogFiles.ReadAsync(_files.Write("log", octets));

        foreach (bool isMarkdown in (bool[])[false, true])
        {
            var text = new StringWriter();
            new MailLogText(isMarkdown).Write(report, text);
            text.ToString().Any(c => char.IsControl(c) && c != '\n').Should().BeFalse();
        }
        MailLogJson.Write(report).Should().NotContainAny("\x1b", "\0");
    }

    [Test]
    public async Task A_line_without_an_end_is_cut_and_the_next_one_counts()
    {
        byte[] octets = [.. "2026-11-26T10:00:00Z mail postfix/smtpd[1]: NOQUEUE: reject: "u8, .. Enumerable.Repeat((byte)'x', 3_000_000), .. "\n2026-11-26T10:00:00Z mail postfix/smtpd[1]: connect from x[192.0.2.1]\n"u8];

        MailLogReport report = await LogFiles.ReadAsync(_files.Write("log", octets));

        (report.Lines.Cut, report.Lines.All, report.Sessions.Connections).Should().Be((1, 2, 1));
    }

    [Test]
    public async Task Lines_that_are_none_of_Postfix_are_counted()
    {
        MailLogReport report = await LogFiles.ReadAsync(_files.Write("log",
            "2026-11-26T10:00:00Z mail postfix/smtpd[1]: connect from x[192.0.2.1]", "2026-11-26T10:00:00Z mail dovecot: imap: hello", "-- boot --", "\0\0\0"));

        (report.Lines.All, report.Lines.OfPostfix, report.Lines.OfOthers, report.Lines.Unreadable).Should().Be((4, 1, 1, 2));
    }

    [TestCase("root:x:0:0:root:/root:/bin/bash\n", "*none of Postfix; is it a mail log?")]
    [TestCase("{\"a\":\n[[[[[[[[[[\n", "*none of Postfix*")]
    public async Task What_is_no_mail_log_is_refused(string text, string why)
    {
        Func<Task> reading = () => LogFiles.ReadAsync(_files.Write("log", Encoding.UTF8.GetBytes(text)));

        await reading.Should().ThrowAsync<MailLogException>().WithMessage(why);
    }

    [Test]
    public async Task A_gzip_bomb_is_read_through_and_refused()
    {
        using var bomb = new MemoryStream();
        await using (var gzip = new GZipStream(bomb, CompressionLevel.Fastest, leaveOpen: true))
        {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++)
                await gzip.WriteAsync(zeros);
        }
        string file = _files.Write("log.gz", bomb.ToArray());
        long before = GC.GetTotalAllocatedBytes(precise: true);

        Func<Task> reading = () => LogFiles.ReadAsync(file);

        await reading.Should().ThrowAsync<MailLogException>().WithMessage("*none of Postfix*");
        (GC.GetTotalAllocatedBytes(precise: true) - before).Should().BeLessThan(16 << 20);
    }

    [Test]
    public async Task Damaged_gzip_is_named()
    {
        Func<Task> reading = () => LogFiles.ReadAsync(_files.Write("log.gz", [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff]));

        await reading.Should().ThrowAsync<MailLogException>().WithMessage("*log.gz: damaged gzip data*");
    }
}
