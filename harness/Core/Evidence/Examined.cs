namespace Harness.Core.Evidence;

/// <summary>What was found of a claim that no session of SMTP decides.</summary>
public enum Holding
{
    /// <summary>It holds.</summary>
    Holds,

    /// <summary>It does not.</summary>
    Broken,

    /// <summary>Nothing is known: a resolver that did not answer, an answer that nobody validated.</summary>
    Open,

    /// <summary>It says nothing about this domain, or this configuration.</summary>
    Beside,
}

/// <summary>What was looked up, or read, for a claim, and what came of it.</summary>
/// <param name="Holding">What was found.</param>
/// <param name="Reason">Why, in one sentence.</param>
/// <param name="Answers">What it rests on, a line each: DNS answers, lines of files, replies.</param>
/// <param name="Paste">Lines to paste where the claim does not hold: records of the zone, lines of main.cf.</param>
public sealed record Examined(Holding Holding, string Reason, IReadOnlyList<string> Answers, IReadOnlyList<string> Paste);
