using Harness.Core.Reports;
using Harness.Core.Reports.Sarif;
using Harness.Tests.Evidence;

namespace Harness.Tests.Reports;

public sealed class GoldenTests
{
    private static readonly (string File, IReport Report)[] Reports =
    [
        ("report.txt", new TextReport()),
        ("report-wide.txt", new TextReport(verbose: true, width: 200)),
        ("report.json", new JsonReport()),
        ("report.xml", new JUnitReport()),
        ("report.sarif", new SarifReport()),
        ("report.md", new MarkdownReport()),
    ];

    [TestCaseSource(nameof(Files))]
    public void A_report_reads_as_before(string file) =>
        Golden.Compare(file, Reports.Single(r => r.File == file).Report.By(SampleRun.Judgement));

    private static IEnumerable<string> Files() => Reports.Select(r => r.File);
}
