using Harness.Core.Reports;
using Harness.Core.Verdicts;

namespace Harness.Tests.Reports;

internal static class Rendered
{
    public static string By(this IReport report, Judgement judgement)
    {
        using var output = new StringWriter();
        report.Write(judgement, output);
        return output.ToString();
    }
}
