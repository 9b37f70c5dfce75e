namespace Harness.Core.Verdicts;

/// <summary>What is held of a claim, from the most harmless to the worst.</summary>
public enum Verdict
{
    /// <summary>The claim says nothing about this server.</summary>
    NotApplicable,

    /// <summary>The claim held.</summary>
    Pass,

    /// <summary>Evidence was missing; the reason says which.</summary>
    Inconclusive,

    /// <summary>The harness itself failed; never a finding about the server.</summary>
    Error,

    /// <summary>The claim was refuted.</summary>
    Fail,
}

/// <summary>How much a policy asks for a claim, in the words of RFC 2119.</summary>
public enum Level
{
    /// <summary>Reported, and nothing else.</summary>
    May,

    /// <summary>Reported as a warning; the exit status stays.</summary>
    Should,

    /// <summary>A failure is a finding, a missing answer leaves the certificate open.</summary>
    Must,
}
