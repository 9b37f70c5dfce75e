using Harness.Core.Catalogue.Relay;
using Harness.Core.Scenarios;

namespace Harness.Core.Catalogue;

/// <summary>Attacks that no file holds, since their rows or octets are computed. A new one is a method here, and its name in <see cref="All"/>.</summary>
internal static class ComputedAttacks
{
    /// <summary>All of them.</summary>
    /// <exception cref="FixtureException">One is no scenario.</exception>
    public static IReadOnlyList<Attack> All() => [.. RelayMatrix.All];
}
