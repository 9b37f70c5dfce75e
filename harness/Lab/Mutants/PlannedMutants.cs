using Harness.Core.Mutation;

namespace Harness.Lab.Mutants;

/// <summary>
/// The mutants of a configuration as the lab runs it. The mistake is made in main.cf after the intake, and nothing is planned
/// anew for it: what stands in for something goes on doing so, and a file that is named by mistake is not made.
/// </summary>
public static class PlannedMutants
{
    /// <summary>The mutants, in the order of the lines; none of a line that the lab added after the user's.</summary>
    public static IReadOnlyList<Mutant> Of(ConfigurationFiles files)
    {
        int last = files.Text.TrimEnd('\n').Count(c => c == '\n') + 1;
        return [.. MutantSet.Of(files.Plan.MainCf, files.MainCf.FileName).Where(m => m.Place.Line <= last)];
    }
}
