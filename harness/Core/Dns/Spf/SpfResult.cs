namespace Harness.Core.Dns.Spf;

/// <summary>What SPF says of a client (RFC 7208 §2.6).</summary>
public enum SpfResult
{
    /// <summary>There is no record.</summary>
    None,

    /// <summary>The record does not say.</summary>
    Neutral,

    /// <summary>The client may send.</summary>
    Pass,

    /// <summary>The client may not.</summary>
    Fail,

    /// <summary>The client probably may not.</summary>
    SoftFail,

    /// <summary>A look-up failed.</summary>
    TempError,

    /// <summary>The record cannot be understood, or costs too much.</summary>
    PermError,
}

/// <summary>The result of an evaluation and what it cost.</summary>
/// <param name="Result">The result.</param>
/// <param name="Because">The term that decided, or what is wrong.</param>
/// <param name="Lookups">Terms that asked the DNS, of which 10 are allowed (RFC 7208 §4.6.4).</param>
/// <param name="VoidLookups">Look-ups without an answer, of which 2 are allowed.</param>
public sealed record SpfVerdict(SpfResult Result, string Because, int Lookups, int VoidLookups);
