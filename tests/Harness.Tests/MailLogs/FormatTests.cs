using System.IO.Compression;
using System.Text;
using Harness.Core.MailLogs;
using Harness.Core.Reports.MailLog;

namespace Harness.Tests.MailLogs;

/// <summary>One log in every form it may come in tells the same.</summary>
public sealed class FormatTests
{
    private readonly LogFiles _files = new();
    private readonly string[] _lines = File.ReadAllLines(LogFiles.OfLab("varied-3.10"));

    [OneTimeTearDown]
    public void Remove() => _files.Dispose();

    [Test]
    public async Task Rfc_3339_stamps([Values("Z", "+01:00", ".123456+01:00")] string zone)
        => await SameAsync(_files.Write("log", [.. _lines.Select(l => "2026-11-" + l[4..6] + "T" + l[7..15] + zone + l[15..])]));

    [Test]
    public async Task Carriage_returns_and_no_line_end_at_the_end()
        => await SameAsync(_files.Write("log", Encoding.UTF8.GetBytes(string.Join("\r\n", _lines))));

    [Test]
    public async Task A_priority_in_front_and_no_host_name()
        => await SameAsync(_files.Write("log", [.. _lines.Select(l => "<22>" + l.Replace(" mail ", " ", StringComparison.Ordinal))]));

    [Test]
    public async Task Compressed_with_gzip()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(string.Join('\n', _lines)));
        await SameAsync(_files.Write("log.gz", packed.ToArray()));
    }

    [Test]
    public async Task What_journalctl_writes_as_json()
        => await SameAsync(_files.Write("log.json", JournalForms.Json(_lines)));

    [Test]
    public async Task What_journalctl_exports()
        => await SameAsync(_files.Write("log.export", JournalForms.Export(_lines)));

    [Test]
    public async Task The_order_in_which_files_are_named_does_not_matter()
    {
        string first = _files.Write("mail.log.1", _lines[..100]), second = _files.Write("mail.log", _lines[100..]);

        MailLogReport report = await LogFiles.ReadAsync(second, first);

        report.Files.Should().Equal(first, second);
        Told(report).Should().Be(Told(await LogFiles.ReadAsync(_files.Write("whole", _lines))));
    }

    private async Task SameAsync(string file)
        => Told(await LogFiles.ReadAsync(file)).Should().Be(Told(await LogFiles.ReadAsync(_files.Write("whole", _lines))));

    private static string Told(MailLogReport report) => MailLogJson.Write(report with { Files = [], Remarks = [] });
}
