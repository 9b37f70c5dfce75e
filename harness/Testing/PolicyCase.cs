using Harness.Core.Scenarios;
using Harness.Core.Verdicts;
using NUnit.Framework;

namespace Harness.Testing;

/// <summary>One claim of a policy, as a test case.</summary>
public sealed class PolicyCase
{
    internal PolicyCase(Attack attack, Policy policy) => (Attack, Policy) = (attack, policy);

    /// <summary>The attack that tries to break the claim.</summary>
    public Attack Attack { get; }

    /// <summary>The policy that counts it.</summary>
    public Policy Policy { get; }

    /// <summary>The attack's id: the name of the case.</summary>
    public string Id => Attack.Id;

    /// <summary>The first level of the id.</summary>
    public string Family => Id.Split('/')[0];

    /// <summary>How much the policy asks for the claim.</summary>
    public Level Level => Policy.LevelOf(Id)!.Value;

    internal string LevelInWords => Level.ToString().ToLowerInvariant();

    /// <summary>
    /// Judges the claim in a lab. The first case of a test method that asks plays the attacks of all its cases that are selected, as
    /// <c>smtp-harness certify</c> does, so that the others only look up their verdicts; the lab's configuration and lists must not change before the last has.
    /// </summary>
    /// <remarks>
    /// Passes where the claim held. Fails where it was refuted and, where the policy says must, also where it could not be established. Ignored, with the
    /// reason: what is not applicable, a failure that the policy expects, and a claim that only should or may hold and does not.
    /// </remarks>
    /// <param name="lab">The lab, with the configuration that is to hold.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="AssertionException">The claim does not hold; the text has the evidence.</exception>
    /// <exception cref="IgnoreException">The case needs nobody's attention; the text says why.</exception>
    public Task HoldsAsync(WarmLab lab, CancellationToken cancel = default)
        => CaseVerdict.ShowAsync(this, PolicyRun.Of(this, lab.Target, () => Task.FromResult(PolicyTarget.Of(lab)), cancel));

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
