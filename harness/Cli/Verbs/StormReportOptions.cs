using System.CommandLine;
using System.CommandLine.Parsing;
using Harness.Core.Reports.Storm;
using Harness.Core.Storm;

namespace Harness.Cli.Verbs;

/// <summary>The options that say which reports of a storm are wanted, and where.</summary>
internal sealed class StormReportOptions
{
    private readonly Option<string[]> _format = new("--format") { Description = "text, json or html (repeatable, with an --output each)" };
    private readonly Option<string[]> _output = CommonOptions.Output();
    private readonly Option<bool> _quiet = CommonOptions.Quiet();

    /// <summary>Gives the verb these options.</summary>
    public void AddTo(Command command)
    {
        command.Add(_format);
        command.Add(_output);
        command.Add(_quiet);
    }

    /// <summary>Reads them before anything is done.</summary>
    /// <exception cref="UsageException">They do not fit together.</exception>
    public StormReportPlan Read(ParseResult parsed)
    {
        List<(string Format, string? File)> reports = [];
        string? option = null;
        foreach (Token token in parsed.Tokens)
        {
            if (token.Type == TokenType.Option)
            {
                option = token.Value;
            }
            else if (option == _format.Name)
            {
                reports.Add((StormReports.Formats.Contains(token.Value)
                    ? token.Value
                    : throw new UsageException($"no format {token.Value}: give {string.Join(", ", StormReports.Formats)}"), null));
            }
            else if (option is "--output" or "-o")
            {
                ReportOptions.RequireWritable(token.Value);
                if (reports is not [.., (var format, null)])
                    throw new UsageException($"--output {token.Value} has no --format: each --output is the file of the --format before it");
                reports[^1] = (format, token.Value);
            }
        }

        return reports.Count(r => r.File is null) <= 1
            ? new StormReportPlan(reports, parsed.GetValue(_quiet))
            : throw new UsageException("standard output takes one report: give every --format but one an --output");
    }
}

/// <summary>The reports that are wanted.</summary>
/// <param name="Reports">Each with its file; null is standard output.</param>
/// <param name="Quiet">Only the last line of the text report.</param>
internal sealed record StormReportPlan(IReadOnlyList<(string Format, string? File)> Reports, bool Quiet)
{
    /// <summary>Writes them all; without one for standard output, the text report goes there.</summary>
    public async Task WriteAsync(IReadOnlyList<StormRecord> records, Terminal terminal)
    {
        foreach ((string format, string? file) in Reports.Where(r => r.File is not null))
            await ReportPlan.WriteFileAsync(file!, StormReports.Write(format, records, quiet: false), CancellationToken.None);
        terminal.Out.Write(StormReports.Write(Reports.FirstOrDefault(r => r.File is null).Format ?? "text", records, Quiet));
    }
}
