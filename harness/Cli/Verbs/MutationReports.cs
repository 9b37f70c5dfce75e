using Harness.Core.Mutation.Trials;
using Harness.Core.Reports.Mutants;

namespace Harness.Cli.Verbs;

/// <summary>The reports about mutants that are wanted.</summary>
internal static class MutationReports
{
    /// <summary>The formats there are.</summary>
    public static readonly IReadOnlyList<string> Formats = ["text", "json", "junit", "html"];

    /// <summary>Writes them all. What was found before an interruption is written after it.</summary>
    public static Task WriteAsync(MutationReport report, ReportPlan plan, Terminal terminal)
    {
        return plan.WriteAsync(Whole, () => new MutationText(plan.Verbose, plan.Quiet).Write(report, terminal.Report), terminal, CancellationToken.None);

        string Whole(string format)
        {
            var text = new StringWriter();
            Writer(format, plan).Write(report, text);
            return text.ToString();
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
