using System.Globalization;
using Harness.Core.Mutation;
using Harness.Core.Mutation.Trials;

namespace Harness.Core.Reports.Mutants;

/// <summary>The words that every report about mutants has.</summary>
internal static class MutationWords
{
    /// <summary>A fate in a word.</summary>
    public static string Of(Fate fate) => fate switch
    {
        Fate.Killed => "killed",
        Fate.Survived => "survived",
        Fate.Equivalent => "equivalent",
        _ => "not established",
    };

    /// <summary>The score, never rounded up to all: <c>99.9 %</c>.</summary>
    public static string Score(MutationReport report) => report.Score is { } score
        ? (Math.Floor(score * 10) / 10).ToString(score == 100 ? "0" : "0.0", CultureInfo.InvariantCulture) + " %"
        : "none";

    /// <summary>File and line, or that the parameter is not set.</summary>
    public static string Place(Mutant mutant) => mutant.Place.Line == 0
        ? Shown.Of($"{mutant.Place.File}: {mutant.Place.Parameter} is not set there", 200)
        : Shown.Of($"{mutant.Place.File}:{mutant.Place.Line}: {mutant.Place.Text}", 200);

    /// <summary>The counts in a line: <c>188 mutants: 1 survived, 170 killed, 17 equivalent</c>.</summary>
    public static string Counts(MutationReport report)
    {
        string[] parts = [.. new[] { Fate.Survived, Fate.NotEstablished, Fate.Killed, Fate.Equivalent }
            .Select(f => (Count: report.Count(f), Fate: f)).Where(f => f.Count > 0).Select(f => $"{f.Count} {Of(f.Fate)}")];
        string tried = report.IsPartial ? $"{report.Trials.Count} of {Words.Count(report.Mutants, "mutant")}" : Words.Count(report.Mutants, "mutant");
        return $"{tried}: {(parts.Length == 0 ? "none was tried" : string.Join(", ", parts))}";
    }

    /// <summary>How fast it went.</summary>
    public static string Pace(MutationReport report) => string.Create(CultureInfo.InvariantCulture,
        $"{report.OriginalSeconds:0} s for the configuration as it is, {report.Seconds:0} s for the mutants ({(report.Seconds > 0 ? report.Trials.Count / report.Seconds : 0):0.00} a second)");

    /// <summary>The last line: score, and the exit status.</summary>
    public static string Closing(MutationReport report)
        => $"{Shown.Of(report.Name, 120)}: mutation score {Score(report)} with policy {Shown.Of(report.Policy, 60)}"
        + $"{(report.IsPartial ? ", interrupted" : "")} (exit {(int)report.ExitStatus})";
}
