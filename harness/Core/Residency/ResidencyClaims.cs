using Harness.Core.Evidence;
using Harness.Core.Residency.Checks;

namespace Harness.Core.Residency;

/// <summary>Every claim about residency, and how they are decided.</summary>
public static class ResidencyClaims
{
    /// <summary>In the order in which a report tells them.</summary>
    public static IReadOnlyList<ResidencyClaim> All { get; } = [.. HostChecks.All, .. DisclosureChecks.All, .. RetentionChecks.All];

    /// <summary>Decides claims.</summary>
    /// <returns>An observation for each claim, in their order.</returns>
    /// <exception cref="FormatException">The file of countries is broken.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static async Task<IReadOnlyList<Observation>> ExamineAsync(IReadOnlyList<ResidencyClaim> claims, ResidencySubject subject)
    {
        List<Observation> all = [];
        foreach (ResidencyClaim claim in claims)
        {
            all.Add(await ExamineAsync(claim, subject));
        }

        return all;
    }

    private static async Task<Observation> ExamineAsync(ResidencyClaim claim, ResidencySubject subject)
    {
        try
        {
            var finder = new Finder();
            await claim.Check(subject, finder);
            return new Observation { Attack = claim.Attack.Id, Examined = finder.Found() };
        }
        catch (Exception fault) when (fault is not FormatException && (fault is not OperationCanceledException || !subject.Cancel.IsCancellationRequested))
        {
            // Of one claim nothing is known then; of the others it is.
            return new Observation { Attack = claim.Attack.Id, Fault = $"{fault.GetType().Name}: {fault.Message}" };
        }
    }
}
