using Harness.Core.Fuzz;

namespace Harness.Lab.Tests;

/// <summary>Generated transactions on a real Postfix: what the guide's configuration lets through, and what the hardened one keeps.</summary>
[Parallelizable(ParallelScope.All)]
public class FuzzTests
{
    private const ulong Seed = 20261126;

    [Test]
    public async Task The_hardened_configuration_breaks_no_invariant()
    {
        (HarnessLab lab, LabTarget target) = await HarnessLab.StartAsync(Fixtures.Hardened, _ => { }, default);
        await using (lab)
        {
            FuzzRecord record = await PlayAsync(target, 300);
            record.Breaches.Should().BeEmpty();
            record.NotEstablished.Should().BeNull();
            record.Taken.Should().BeGreaterThan(50);
        }
    }

    [Test]
    [NonParallelizable]
    public async Task On_the_guides_configuration_smuggling_is_found_and_made_small()
    {
        FuzzRecord record = await PlayAsync(SharedLab.Target, 300);
        Counterexample example = record.Counterexamples.First(c => c.Breach.Kind == BreachKind.Appeared);
        example.IsReproduced.Should().BeTrue();
        example.Transactions.Should().ContainSingle().Which.Writes.Should().HaveCountLessThanOrEqualTo(4);
    }

    private static Task<FuzzRecord> PlayAsync(LabTarget target, int transactions)
        => new FuzzRun(target, FuzzRun.Patience, TimeProvider.System) { MostCounterexamples = 1 }.PlayAsync(Seed, transactions, null, TestContext.CurrentContext.CancellationToken);
}
