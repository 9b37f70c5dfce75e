using Harness.Core.Evidence;
using Harness.Core.Scenarios;

namespace Harness.Core.Deliverability;

/// <summary>A claim about a domain, with the look-ups that decide it.</summary>
/// <param name="Attack">The claim as reports show it.</param>
/// <param name="Check">Decides it.</param>
public sealed record DomainClaim(Attack Attack, Func<Inquiry, Task<Examined>> Check)
{
    /// <summary>What asks, in the place of a client.</summary>
    public const string Resolver = "resolver";

    /// <summary>Puts one together.</summary>
    /// <param name="id">Its id behind <c>domain/</c>.</param>
    /// <param name="claim">What is said of the domain.</param>
    /// <param name="rfc">Number and section.</param>
    /// <param name="remedy">What to change.</param>
    /// <param name="check">Decides it.</param>
    internal static DomainClaim Of(string id, string claim, string rfc, string remedy, Func<Inquiry, Task<Examined>> check) => new(
        new Attack { Id = $"domain/{id}", Claim = claim, Source = new Source(Rfc: rfc), From = Resolver, Steps = [], Pass = [], Remedy = remedy }, check);
}
