namespace Harness.Core.Verdicts.Proving;

/// <summary>Something that a configuration is said never to do, over all sessions.</summary>
/// <param name="Id">The family of the catalogue's attacks that try to break it, as in <c>relay/outside</c>.</param>
/// <param name="Sentence">The claim, as a sentence that can be true or false.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Scope">The sessions of which none may be let in; null where the configuration gives none to ask.</param>
public sealed record ProvableClaim(string Id, string Sentence, string Source, Func<ProofGround, ProofScope?> Scope)
{
    /// <summary>What the words of the sentence mean here, a line each.</summary>
    public IReadOnlyList<string> Meaning { get; init; } = [];

    /// <summary>Why the claim is refuted where the configuration gives no sessions to ask.</summary>
    public string Otherwise { get; init; } = "";
}

/// <summary>Sessions of a matrix: all that are put together of these values.</summary>
/// <param name="Places">The places on each axis.</param>
public sealed record ProofScope(IReadOnlyList<int[]> Places)
{
    /// <summary>How many sessions these are.</summary>
    public long Sessions => Places.Aggregate(1L, (product, axis) => product * axis.Length);
}
