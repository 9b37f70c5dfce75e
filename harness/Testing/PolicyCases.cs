using Harness.Core.Catalogue;
using Harness.Core.Engine;
using Harness.Core.Scenarios;
using Harness.Core.Verdicts;
using NUnit.Framework;

namespace Harness.Testing;

/// <summary>A policy as test cases: one for each attack that it counts.</summary>
/// <remarks>
/// A case is named by the attack's id and has two categories: its family (<c>helo</c>, the id up to the first slash) and its level
/// (<c>must</c>, <c>should</c>, <c>may</c>). The variables <c>HARNESS_ONLY</c> and <c>HARNESS_EXCEPT</c> (globs over ids) and <c>HARNESS_SHARD</c> (<c>2/5</c>: the second of five parts)
/// leave cases out, as parameters of the run or in the environment.
/// </remarks>
/// <example><code>
/// private static IEnumerable&lt;TestCaseData&gt; Guide() => PolicyCases.Of("guide");
///
/// [TestCaseSource(nameof(Guide))]
/// public Task Holds(PolicyCase claim) => claim.HoldsAsync(OurLab.Lab);
/// </code></example>
public static class PolicyCases
{
    /// <summary>The cases of a policy, in the order of the catalogue.</summary>
    /// <param name="policy"><c>guide</c>, <c>hardened</c>, <c>everything</c>, or a file of your own: its path, absolute or from the folder of the tests or one above it.</param>
    /// <exception cref="ArgumentException">There is no such policy, a glob matches no attack, or the policy counts none of those that are left.</exception>
    /// <exception cref="FixtureException">The file is no policy; the message names file and line.</exception>
    public static IEnumerable<TestCaseData> Of(string policy)
        => Named(OfTheCaller(PolicyReader.Load(ConfigurationPath.OfPolicy(policy))), c => c);

    /// <summary>The claims of a policy that the caller's settings leave.</summary>
    internal static IReadOnlyList<PolicyCase> OfTheCaller(Policy policy)
        => Select(policy, CallerSettings.Each("only"), CallerSettings.Each("except"), CallerSettings.Find("shard"));

    /// <summary>The claims of a policy, narrowed.</summary>
    internal static IReadOnlyList<PolicyCase> Select(Policy policy, IReadOnlyList<string> only, IReadOnlyList<string> except, string? shard)
    {
        PolicyCase[] counted = [.. AttackCatalogue.Shipped()
            .Select(only, except)
            .Where(a => policy.LevelOf(a.Id) is not null)
            .Select(a => new PolicyCase(a, policy))];
        if (counted.Length == 0)
        {
            throw new ArgumentException($"policy {policy.Name} counts none of the attacks that {CallerSettings.Spelling("only")} and {CallerSettings.Spelling("except")} leave");
        }

        return shard is null ? counted : Shard.Parse(shard).Select(counted, c => c.Id);
    }

    /// <summary>Cases for NUnit, with names and categories.</summary>
    internal static IEnumerable<TestCaseData> Named(IEnumerable<PolicyCase> cases, Func<PolicyCase, object> argument)
        => cases.Select(c => new TestCaseData(argument(c)).SetName(c.Id).SetCategory(c.Family).SetCategory(c.LevelInWords).SetDescription(c.Attack.Claim));
}
