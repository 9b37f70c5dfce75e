using System.Globalization;
using System.Net;
using Harness.Core.Mutation.Trials;

namespace Harness.Core.Reports.Mutants;

/// <summary>One page without anything from elsewhere: main.cf line by line, with the mutants of each line below it.</summary>
public sealed class MutationHtml : IMutationReportWriter
{
    private const string Style = """
        body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 70em; padding: 0 1em; color: #222; background: #fff }
        h1 { font-size: 1.4em } .score { font-size: 2em; font-weight: 600 }
        details { border-left: .35em solid #ccc; margin: .15em 0; padding-left: .6em }
        details.killed { border-color: #2a8a43 } details.survived { border-color: #c2281d } details.notestablished { border-color: #c98a00 }
        summary { cursor: pointer } code, pre { font-family: ui-monospace, monospace; font-size: .93em } pre { margin: .3em 0; white-space: pre-wrap }
        table { border-collapse: collapse; margin: .5em 0 } td, th { padding: .15em .8em .15em 0; text-align: left; vertical-align: top }
        .survived { color: #c2281d } .quiet { color: #666 } del { background: #fbe3e1 } ins { background: #e2f3e6; text-decoration: none }
        """;

    /// <inheritdoc/>
    public string Name => "html";

    /// <inheritdoc/>
    public void Write(MutationReport report, TextWriter output)
    {
        string title = Text($"Mutants of {report.Name}", 200);
        output.Write($"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title>\n<style>\n{Style}\n</style></head><body>\n");
        output.Write($"<h1>{title}</h1>\n<p><span class=\"score\">{Text(MutationWords.Score(report), 20)}</span> {Text(MutationWords.Counts(report), 200)}</p>\n");
        output.Write($"<p class=\"quiet\">{Text($"{report.Software}, policy {report.Policy}: {report.Holding} of {report.Counted} attacks hold on the configuration as it is, and could tell. {MutationWords.Pace(report)}.", 400)}</p>\n");
        string[] lines = report.MainCf.Split('\n');
        foreach (IGrouping<(int Line, string Parameter), Trial> line in report.Trials.GroupBy(t => (t.Mutant.Place.Line, t.Mutant.Place.Line == 0 ? t.Mutant.Place.Parameter : "")))
        {
            string text = line.Key.Line is var number and > 0 && number <= lines.Length ? $"{number}  {lines[number - 1].TrimEnd()}" : $"not set: {line.Key.Parameter}";
            string mark = line.Any(t => t.Fate == Fate.Survived) ? " class=\"survived\"" : "";
            output.Write($"<pre{mark}><b>{Text(text, 300)}</b>  <span class=\"quiet\">{line.Count(t => t.Fate == Fate.Killed)}/{line.Count(t => t.Fate != Fate.Equivalent)}</span></pre>\n");
            foreach (Trial trial in line)
            {
                WriteTrial(output, trial);
            }
        }

        output.Write("</body></html>\n");
    }

    private static void WriteTrial(TextWriter output, Trial trial)
    {
        string fate = MutationWords.Of(trial.Fate);
        output.Write($"<details class=\"{fate.Replace(" ", "", StringComparison.Ordinal)}\"{(trial.Fate is Fate.Survived or Fate.NotEstablished ? " open" : "")}><summary>{Text(fate, 20)}: {Text(trial.Mutant.Mistake, 300)}</summary>\n<table>\n");
        Row(output, "mutant", $"<code>{Text(trial.Mutant.Id, 200)}</code>");
        Row(output, "instead of", $"<pre><del>{Lines(trial.Mutant.Before)}</del></pre>");
        Row(output, "stands", $"<pre><ins>{Lines(trial.Mutant.After)}</ins></pre>");
        if (trial.Killer is { } killer)
        {
            Row(output, "told by", $"<code>{Text(killer, 200)}</code>");
        }

        Row(output, "because", Text(trial.Because, 600));
        if (trial.WouldTell is { } session)
        {
            Row(output, "would tell", Text(session, 600));
        }

        Row(output, "took", string.Create(CultureInfo.InvariantCulture, $"{trial.Seconds:0.00} s, {trial.Played} attacks"));
        output.Write("</table></details>\n");
    }

    private static void Row(TextWriter output, string name, string html) => output.Write($"<tr><th>{name}</th><td>{html}</td></tr>\n");

    private static string Lines(string text) => string.Join('\n', text.Split('\n').Take(40).Select(l => Text(l, 300)));

    private static string Text(string text, int limit) => WebUtility.HtmlEncode(Shown.Of(text, limit));
}
