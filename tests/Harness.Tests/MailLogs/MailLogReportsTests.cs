using Harness.Core.MailLogs;
using Harness.Core.Reports.MailLog;
using Harness.Tests.Reports;

namespace Harness.Tests.MailLogs;

/// <summary>The reports of a log, as they were written last.</summary>
public sealed class MailLogReportsTests
{
    [TestCase("maillog.txt")]
    [TestCase("maillog.md")]
    [TestCase("maillog.json")]
    public async Task Says_what_the_golden_file_says(string golden)
    {
        using var files = new LogFiles();
        MailLogReport report = (await LogFiles.ReadAsync(files.Write("mail.log", await File.ReadAllLinesAsync(LogFiles.OfLab("varied-3.10"))))) with { Files = ["mail.log"] };

        var text = new StringWriter { NewLine = "\n" };
        if (golden.EndsWith("json", StringComparison.Ordinal))
            text.Write(MailLogJson.Write(report));
        else
            new MailLogText(golden.EndsWith("md", StringComparison.Ordinal)).Write(report, text);

        Golden.Compare(golden, text.ToString());
    }
}
