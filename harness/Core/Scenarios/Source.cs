namespace Harness.Core.Scenarios;

/// <summary>Where a claim comes from. At least one of the three is set.</summary>
/// <param name="Guide">The chapter of the hardening guide, in its own title.</param>
/// <param name="Rfc">RFC number and section, as in <c>5321 §4.1.1.1</c>.</param>
/// <param name="Cve">The advisory, as in <c>CVE-2023-51764</c>.</param>
public sealed record Source(string? Guide = null, string? Rfc = null, string? Cve = null)
{
    /// <summary>The parts that are set, in one line, for a person.</summary>
    public override string ToString() => string.Join(", ", new[]
    {
        Guide is null ? null : $"guide: {Guide}",
        Rfc is null ? null : $"RFC {Rfc}",
        Cve,
    }.OfType<string>());
}
