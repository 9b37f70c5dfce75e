using Harness.Core.Scenarios;

namespace Harness.Core.Residency;

/// <summary>A claim about where mail goes and what is told of people.</summary>
/// <param name="Attack">The claim as reports show it.</param>
/// <param name="Check">Decides it.</param>
public sealed record ResidencyClaim(Attack Attack, Func<ResidencySubject, Finder, Task> Check)
{
    private const string Chapter = "Legal Compliance in Norway (Datatilsynet)";

    internal static ResidencyClaim Of(string id, string claim, string? rfc, string remedy, Func<ResidencySubject, Finder, Task> check) => new(
        new Attack { Id = $"residency/{id}", Claim = claim, Source = new Source(Guide: Chapter, Rfc: rfc), From = "reader", Steps = [], Pass = [], Remedy = remedy }, check);
}
