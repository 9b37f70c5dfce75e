using System.Globalization;
using Harness.Core.Mutation.Trials;
using Harness.Core.Reports.Html;

namespace Harness.Core.Reports.Mutants;

/// <summary>One page without anything from elsewhere: main.cf line by line, with the mutants of each line below it.</summary>
public sealed class MutationHtml : IMutationReportWriter
{
    private const int MostLines = 40;

    /// <inheritdoc/>
    public void Write(MutationReport report, TextWriter output)
    {
        string title = Shown.Of($"Mutants of {report.Name}", 200);
        string[] lines = report.MainCf.Split('\n');
        HtmlFrame.Write(output, title, "mutation", new
        {
            Title = title,
            Status = report.ExitStatus.ToString().ToLowerInvariant(),
            Score = MutationWords.Score(report),
            Counts = MutationWords.Counts(report),
            About = Shown.Of($"{report.Software}, policy {report.Policy}: {report.Holding} of {report.Counted} attacks hold on the configuration as it is, and could tell. {MutationWords.Pace(report)}.", 400),
            Lines = report.Trials
                .GroupBy(t => (t.Mutant.Place.Line, t.Mutant.Place.Line == 0 ? t.Mutant.Place.Parameter : ""))
                .Select(line => Line(line.Key, [.. line], lines)).ToArray(),
        });
    }

    private static object Line((int Line, string Parameter) key, Trial[] trials, string[] lines) => new
    {
        Text = Shown.Of(key.Line is var number and > 0 && number <= lines.Length ? $"{number}  {lines[number - 1].TrimEnd()}" : $"not set: {key.Parameter}", 300),
        Survived = trials.Any(t => t.Fate == Fate.Survived),
        Killed = trials.Count(t => t.Fate == Fate.Killed),
        Telling = trials.Count(t => t.Fate != Fate.Equivalent),
        Trials = trials.Select(Told).ToArray(),
    };

    private static object Told(Trial trial) => new
    {
        Key = trial.Fate.ToString().ToLowerInvariant(),
        Fate = MutationWords.Of(trial.Fate),
        Open = trial.Fate is Fate.Survived or Fate.NotEstablished,
        Mistake = Shown.Of(trial.Mutant.Mistake, 300),
        Id = Shown.Of(trial.Mutant.Id, 200),
        Before = Lines(trial.Mutant.Before),
        After = Lines(trial.Mutant.After),
        Killer = trial.Killer is { } killer ? Shown.Of(killer, 200) : null,
        Because = Shown.Of(trial.Because, 600),
        WouldTell = trial.WouldTell is { } session ? Shown.Of(session, 600) : null,
        Took = string.Create(CultureInfo.InvariantCulture, $"{trial.Seconds:0.00} s, {trial.Played} attacks"),
    };

    private static string Lines(string text) => string.Join('\n', text.Split('\n').Take(MostLines).Select(l => Shown.Of(l, 300)));
}
