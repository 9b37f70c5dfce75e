using Harness.Core.Verdicts.Proving;
using Harness.Lab;

namespace Harness.Cli.Verbs.Proving;

/// <summary>What is to be proven.</summary>
/// <param name="Files">The configuration.</param>
/// <param name="Version">The Postfix it runs on.</param>
/// <param name="Claims">The ids of claims, or globs; <c>dnsbl/listed/ZONE</c> for one list.</param>
/// <param name="IsPrediction">By the model alone.</param>
internal sealed record ProveRequest(ConfigurationFiles Files, PostfixVersion Version, IReadOnlyList<string> Claims, bool IsPrediction)
{
    /// <summary>The claims that are meant.</summary>
    /// <param name="zones">The DNS lists that the configuration asks.</param>
    /// <exception cref="UsageException">There is no such claim.</exception>
    public IReadOnlyList<ProvableClaim> Chosen(IEnumerable<string> zones)
    {
        ProvableClaim[] all = [.. ProvableClaims.All, .. zones.Order(StringComparer.Ordinal).Select(ProvableClaims.ListedOn), ProvableClaims.InClear];
        var chosen = new List<ProvableClaim>();
        foreach (string wanted in Claims)
        {
            ProvableClaim[] meant = [.. all.Where(c => Core.Scenarios.Glob.Matches(wanted, c.Id) || (wanted == ProvableClaims.Listed && c.Id.StartsWith(wanted + "/", StringComparison.Ordinal)))];
            if (meant.Length == 0 && IsZone(wanted))
                meant = [ProvableClaims.ListedOn(wanted[(ProvableClaims.Listed.Length + 1)..].ToLowerInvariant())];
            if (meant.Length == 0)
                throw new UsageException($"no claim {wanted}: give {string.Join(", ", ProvableClaims.All.Select(c => c.Id))}, {ProvableClaims.Listed}/ZONE, {ProvableClaims.AuthInClear}, or a glob of these");
            chosen.AddRange(meant);
        }
        return [.. chosen.DistinctBy(c => c.Id)];
    }

    private static bool IsZone(string wanted)
        => wanted.StartsWith(ProvableClaims.Listed + "/", StringComparison.Ordinal) && wanted[(ProvableClaims.Listed.Length + 1)..] is { Length: > 0 } zone && zone.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}
