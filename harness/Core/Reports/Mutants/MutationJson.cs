using Harness.Core.Mutation.Trials;

namespace Harness.Core.Reports.Mutants;

/// <summary>The report for programs. Its form is <c>fixtures/schema/mutation.schema.json</c>.</summary>
public sealed class MutationJson : IMutationReportWriter
{
    /// <summary>The version of the form.</summary>
    public const int Schema = 1;

    /// <inheritdoc/>
    public void Write(MutationReport report, TextWriter output)
    {
        output.Write(JsonForm.Write(
            new Whole(
                Schema, report.Name, report.Software, report.Policy, report.Counted, report.Holding, report.Mutants,
                report.Count(Fate.Killed), report.Count(Fate.Survived), report.Count(Fate.Equivalent), report.Count(Fate.NotEstablished),
                report.Score is { } score ? Math.Floor(score * 100) / 100 : null, (int)report.ExitStatus, report.IsPartial,
                Math.Round(report.OriginalSeconds, 2), Math.Round(report.Seconds, 2),
                [.. report.Trials.Select(Part.Of)])));
    }

    private sealed record Whole(
        int Schema, string Name, string Software, string Policy, int Attacks, int Holding, int Mutants,
        int Killed, int Survived, int Equivalent, int NotEstablished, double? Score, int ExitStatus, bool Partial,
        double OriginalSeconds, double Seconds, IReadOnlyList<Part> Trials);

    private sealed record Part(
        string Id, string Operator, string File, int Line, string Parameter, string Mistake, string Before, string After,
        string Fate, string Because, string? Killer, string? WouldTell, int Played, double Seconds)
    {
        public static Part Of(Trial trial) => new(
            trial.Mutant.Id, trial.Mutant.Operator, trial.Mutant.Place.File, trial.Mutant.Place.Line, trial.Mutant.Place.Parameter,
            trial.Mutant.Mistake, trial.Mutant.Before, trial.Mutant.After,
            MutationWords.Of(trial.Fate), trial.Because, trial.Killer, trial.WouldTell, trial.Played, trial.Seconds);
    }
}
