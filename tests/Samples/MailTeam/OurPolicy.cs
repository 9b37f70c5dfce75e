using Harness.Testing;
using NUnit.Framework;

namespace MailTeam;

/// <summary>Attacks of the catalogue that our policy counts, a case each.</summary>
public class OurPolicy
{
    private static IEnumerable<TestCaseData> Claims() => PolicyCases.Of("policy.yaml");

    [TestCaseSource(nameof(Claims))]
    public Task Holds(PolicyCase claim) => claim.HoldsAsync(OurLab.Lab);
}
