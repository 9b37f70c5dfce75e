using Harness.Core.Engine;
using Harness.Core.Verdicts;

namespace Harness.Core.Merging;

/// <summary>What came of one target of several.</summary>
/// <param name="Judgement">The judgement of what was given of it.</param>
/// <param name="Files">The files it was read from.</param>
/// <param name="Missing">The shards that nobody gave; without them nothing conforms.</param>
public sealed record MergedTarget(Judgement Judgement, IReadOnlyList<string> Files, IReadOnlyList<Shard> Missing)
{
    /// <summary>The exit status of this target alone.</summary>
    public ExitStatus ExitStatus => Missing.Count > 0 && Judgement.ExitStatus == ExitStatus.Conforms ? ExitStatus.NotEstablished : Judgement.ExitStatus;
}

/// <summary>What came of several targets.</summary>
/// <param name="Targets">Each of them, in the order in which their records were given.</param>
public sealed record MergeSummary(IReadOnlyList<MergedTarget> Targets)
{
    /// <summary>The worst of all: findings, then what could not be established.</summary>
    public ExitStatus ExitStatus
        => Targets.Any(t => t.ExitStatus == ExitStatus.Findings) ? ExitStatus.Findings
        : Targets.Any(t => t.ExitStatus != ExitStatus.Conforms) ? ExitStatus.NotEstablished
        : ExitStatus.Conforms;
}
