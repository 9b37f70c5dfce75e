using System.CommandLine;
using System.CommandLine.Parsing;
using Harness.Core.Reports;
using Harness.Core.Reports.Html;
using Harness.Core.Reports.Sarif;
using Harness.Core.Verdicts;

namespace Harness.Cli.Verbs;

/// <summary>The options that say which reports are wanted and where.</summary>
/// <param name="formats">The formats that the verb has.</param>
/// <param name="hasVerbose">Whether its text report has more to tell.</param>
/// <param name="hasVerdict">Whether the last line of its text report says it all.</param>
internal sealed class ReportOptions(IReadOnlyList<string> formats, bool hasVerbose = true, bool hasVerdict = true)
{
    private readonly Option<string[]> _format = CommonOptions.Format(formats);
    private readonly Option<string[]> _output = CommonOptions.Output();
    private readonly Option<bool> _verbose = CommonOptions.Verbose();
    private readonly Option<bool> _quiet = hasVerdict ? CommonOptions.Quiet() : CommonOptions.QuietProgress();

    /// <summary>Gives a verb these options.</summary>
    public void AddTo(Command command)
    {
        command.Add(_format);
        command.Add(_output);
        if (hasVerbose)
        {
            command.Add(_verbose);
        }

        command.Add(_quiet);
    }

    /// <summary>Whether a format was asked for.</summary>
    public bool AreGiven(ParseResult parsed) => parsed.GetValue(_format) is { Length: > 0 };

    /// <summary>Reads them before anything is done, so that a mistake costs nothing.</summary>
    /// <exception cref="UsageException">They do not fit together.</exception>
    public ReportPlan Read(ParseResult parsed)
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
                reports.Add((Named(token.Value), null));
            }
            else if (option == _output.Name || _output.Aliases.Contains(option ?? ""))
            {
                RequireWritable(token.Value);
                reports = [.. reports.SkipLast(1), (ReportBefore(reports, token.Value), token.Value)];
            }
        }

        return reports.Count(r => r.File is null) <= 1
            ? new ReportPlan(reports, hasVerbose && parsed.GetValue(_verbose), parsed.GetValue(_quiet))
            : throw new UsageException("standard output takes one report: give every --format but one an --output");
    }

    private static string ReportBefore(IReadOnlyList<(string Format, string? File)> reports, string output)
        => reports is [.., (var format, null)]
            ? format
            : throw new UsageException($"--output {output} has no --format: each --output is the file of the --format before it");

    // A run takes minutes: what would spoil its report at the end is said at the beginning.
    internal static void RequireWritable(string file)
    {
        string? directory = file.Length == 0 ? null : Path.GetDirectoryName(Path.GetFullPath(file));
        if (directory is null || Directory.Exists(file))
        {
            throw new UsageException($"--output {file}: not a file; give the name of one to write");
        }

        if (!Directory.Exists(directory))
        {
            throw new UsageException($"--output {file}: there is no directory {directory}; make it first");
        }
    }

    private string Named(string format) => formats.Contains(format)
        ? format
        : throw new UsageException($"no format {format}: give {string.Join(", ", formats)}");
}

/// <summary>The reports that are wanted.</summary>
/// <param name="Reports">Each with its file; null is standard output.</param>
/// <param name="Verbose">Every attack in the text report.</param>
/// <param name="Quiet">Only the last line of the text report.</param>
internal sealed record ReportPlan(IReadOnlyList<(string Format, string? File)> Reports, bool Verbose, bool Quiet)
{
    /// <summary>The formats there are.</summary>
    public static readonly IReadOnlyList<string> Formats = ["text", "json", "junit", "sarif", "markdown", "html"];

    /// <summary>
    /// Writes them all. Whoever wants files only still sees the text report: the files are for programs.
    /// </summary>
    /// <param name="report">The whole report in a format.</param>
    /// <param name="text">Shows the text report.</param>
    /// <param name="terminal">Where the report without a file goes.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="UsageException">A file cannot be written.</exception>
    public async Task WriteAsync(Func<string, string> report, Action text, Terminal terminal, CancellationToken cancel)
    {
        foreach ((string format, string? file) in Reports.Where(r => r.File is not null))
        {
            await WriteFileAsync(file!, report(format), cancel);
        }

        string standard = Reports.FirstOrDefault(r => r.File is null).Format ?? "text";
        if (standard == "text")
        {
            text();
        }
        else
        {
            terminal.Out.Write(report(standard));
        }
    }

    /// <summary>Writes the reports of a judgement.</summary>
    /// <exception cref="UsageException">A file cannot be written.</exception>
    public Task WriteAsync(Judgement judgement, Terminal terminal, CancellationToken cancel)
    {
        return WriteAsync(Whole, () => new TextReport(Verbose, Quiet).Write(judgement, terminal.Report), terminal, cancel);

        string Whole(string format)
        {
            var text = new StringWriter();
            Writer(format).Write(judgement, text);
            return text.ToString();
        }
    }

    /// <summary>Writes a file: whole, or not at all.</summary>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public static Task WriteFileAsync(string file, string text, CancellationToken cancel) => WholeFile.WriteAsync(file, text, cancel);

    private IReport Writer(string format) => format switch
    {
        "json" => new JsonReport(),
        "junit" => new JUnitReport(),
        "sarif" => new SarifReport(),
        "markdown" => new MarkdownReport(),
        "html" => new HtmlReport(),
        _ => new TextReport(Verbose, Quiet),
    };
}
