using Harness.Core.Postfix.Access;

namespace Harness.Core.Verdicts.Proving;

/// <summary>Proofs of one configuration with all that a report tells of them.</summary>
/// <param name="Name">The configuration as the caller named it.</param>
/// <param name="Postfix">The Postfix whose rules hold.</param>
/// <param name="Proofs">A proof for each claim.</param>
/// <param name="NotCovered">What they say nothing about.</param>
/// <param name="Supposed">What was taken for granted.</param>
/// <param name="Replay">The command line that shows a session.</param>
public sealed record ProofReport(string Name, string Postfix, IReadOnlyList<Proof> Proofs, IReadOnlyList<string> NotCovered, IReadOnlyList<string> Supposed, Func<AccessSession, string> Replay)
{
    /// <summary>1 where a claim is refuted, 2 where one is open, else 0.</summary>
    public ExitStatus ExitStatus => Proofs.Any(p => p.Standing == Standing.Refuted) ? ExitStatus.Findings
        : Proofs.Any(p => p.Standing == Standing.Open) ? ExitStatus.NotEstablished : ExitStatus.Conforms;
}
