using Harness.Core.Reports.Behaviour;
using Harness.Core.Verdicts.Behaviour;

namespace Harness.Cli.Verbs.Diffing;

/// <summary>Writes the reports that are wanted.</summary>
internal static class DiffReports
{
    /// <summary>Files first; whoever wants files only still sees the text.</summary>
    public static async Task WriteAsync(Comparison report, DiffRequest request, Terminal terminal, CancellationToken cancel)
    {
        foreach ((string format, string? file) in request.Reports.Where(r => r.File is not null))
            await ReportPlan.WriteFileAsync(file!, Text(report, format, request.IsQuiet), cancel);
        string standard = request.Reports.FirstOrDefault(r => r.File is null).Format ?? "text";
        terminal.Out.Write(Text(report, standard, request.IsQuiet));
    }

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
