using Harness.Core.Mutation.Trials;
using Harness.Core.Reports.Mutants;

namespace Harness.Cli.Verbs;

/// <summary>The reports about mutants that are wanted.</summary>
internal static class MutationReports
{
    /// <summary>The formats there are.</summary>
    public static readonly IReadOnlyList<string> Formats = ["text", "json", "junit", "html"];

    /// <summary>Writes them all. Whoever wants files only still sees the text report.</summary>
    public static async Task WriteAsync(MutationReport report, ReportPlan plan, Terminal terminal)
    {
        foreach ((string format, string? file) in plan.Reports.Where(r => r.File is not null))
        {
            var text = new StringWriter();
            Writer(format, plan).Write(report, text);
            // What was found before an interruption is written after it.
            await ReportPlan.WriteFileAsync(file!, text.ToString(), CancellationToken.None);
        }

        string standard = plan.Reports.FirstOrDefault(r => r.File is null).Format ?? "text";
        if (standard == "text")
        {
            new MutationText(plan.Verbose, plan.Quiet).Write(report, terminal.Report);
        }
        else
        {
            Writer(standard, plan).Write(report, terminal.Out);
        }
    }

    private static IMutationReportWriter Writer(string format, ReportPlan plan) => format switch
    {
        "json" => new MutationJson(),
        "junit" => new MutationJUnit(),
        "html" => new MutationHtml(),
        _ => new MutationText(plan.Verbose, plan.Quiet),
    };
}
