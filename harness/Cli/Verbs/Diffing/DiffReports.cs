using Harness.Core.Reports.Behaviour;
using Harness.Core.Verdicts.Behaviour;

namespace Harness.Cli.Verbs.Diffing;

/// <summary>Writes the reports that are wanted.</summary>
internal static class DiffReports
{
    /// <summary>The formats there are.</summary>
    public static readonly IReadOnlyList<string> Formats = ["text", "json", "junit", "markdown"];

    /// <summary>Writes them all.</summary>
    public static Task WriteAsync(Comparison report, ReportPlan plan, Terminal terminal, CancellationToken cancel)
        => plan.WriteAsync(f => Text(report, f, plan.Quiet), () => terminal.Show(Text(report, "text", plan.Quiet)), terminal, cancel);

    private static string Text(Comparison report, string format, bool isQuiet)
    {
        var text = new StringWriter { NewLine = "\n" };
        switch (format)
        {
            case "json":
                return ComparisonJson.Write(report);
            case "junit":
                ComparisonJUnit.Write(report, text);
                break;
            default:
                new ComparisonText(format == "markdown", isQuiet && format == "text").Write(report, text);
                break;
        }
        return text.ToString();
    }
}
