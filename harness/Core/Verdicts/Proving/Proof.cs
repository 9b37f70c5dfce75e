using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Verdicts.Proving;

/// <summary>What is held of a claim over all its sessions.</summary>
public enum Standing
{
    /// <summary>No session is let in.</summary>
    Holds,

    /// <summary>A session is let in.</summary>
    Refuted,

    /// <summary>It cannot be told here: something decides that is not to be had, or model and server disagree.</summary>
    Open,
}

/// <summary>A claim over all sessions that the configuration's own matrix has for it.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Sessions">How many sessions it is about.</param>
/// <param name="Decided">How many of them were decided, one by one.</param>
/// <param name="Refusing">What refuses them, the most sessions first.</param>
/// <param name="Counterexamples">Sessions that are let in, the plainest for each way in.</param>
/// <param name="LetIn">How many of those decided are let in.</param>
/// <param name="Untold">What would have to be known, each with its plainest session.</param>
public sealed record Proof(
    ProvableClaim Claim, long Sessions, long Decided, IReadOnlyList<Refusing> Refusing, IReadOnlyList<Counterexample> Counterexamples, long LetIn, IReadOnlyList<Untold> Untold)
{
    /// <summary>How the rest of the sessions was left out; null where every one was decided.</summary>
    public string? Reduction { get; init; }

    /// <summary>The sessions one property away from being let in.</summary>
    public IReadOnlyList<NearMiss> NearMisses { get; init; } = [];

    /// <summary>What a real server made of sessions; null where none was asked.</summary>
    public IReadOnlyList<ProofPlay>? Played { get; init; }

    /// <summary>What was played besides: attacks of the catalogue, with what is held of them.</summary>
    public IReadOnlyList<string> Attacks { get; init; } = [];

    /// <summary>What decides a claim that is none about sessions, or why there are none to ask.</summary>
    public string? Reason { get; init; }

    /// <summary>The line of <see cref="Reason"/>.</summary>
    public SettingLine? Line { get; init; }

    /// <summary>Set where the standing does not follow from sessions.</summary>
    public Standing? Given { get; init; }

    /// <summary>What is held. What a real server did outranks what the model says of it.</summary>
    public Standing Standing => Given
        ?? (Played?.Any(p => p.IsLetIn) == true ? Standing.Refuted
        : Counterexamples.Count > 0 ? (Played?.Any(p => Counterexamples.Any(c => ReferenceEquals(c.Session, p.Session))) == true ? Standing.Open : Standing.Refuted)
        : Sessions == 0 || Untold.Count > 0 || Played?.Any(p => p.Disagrees) == true ? Standing.Open : Standing.Holds);
}

/// <summary>What refuses sessions of a claim.</summary>
/// <param name="Outcome">The refusal of the plainest of them.</param>
/// <param name="Sessions">How many of those decided it refuses.</param>
/// <param name="Plainest">That session.</param>
public sealed record Refusing(AccessOutcome Outcome, long Sessions, AccessSession Plainest);

/// <summary>A session that should not be let in, and is.</summary>
/// <param name="Session">The session.</param>
/// <param name="Outcome">What it comes to.</param>
/// <param name="LetInBy">What lets it in, with its line.</param>
/// <param name="Sessions">How many of those decided are let in by the same departures from the ordinary session.</param>
public sealed record Counterexample(AccessSession Session, AccessOutcome Outcome, string LetInBy, long Sessions);

/// <summary>Sessions that something decides that cannot be known here.</summary>
/// <param name="What">The table, the service, the name.</param>
/// <param name="Sessions">How many.</param>
/// <param name="Plainest">The plainest of them.</param>
/// <param name="Outcome">What the model says of it.</param>
public sealed record Untold(string What, long Sessions, AccessSession Plainest, AccessOutcome Outcome);

/// <summary>A session that is refused, and would be let in if it differed in one property.</summary>
/// <param name="Session">The session.</param>
/// <param name="Outcome">The refusal.</param>
/// <param name="Property">What would have to be otherwise: <c>client</c>, <c>HELO</c>, <c>sender</c>, <c>recipient</c>, <c>manner</c>.</param>
/// <param name="Instead">What it would have to be, in words.</param>
public sealed record NearMiss(AccessSession Session, AccessOutcome Outcome, string Property, string Instead);

/// <summary>A session of a proof that a real server played.</summary>
/// <param name="Session">The session.</param>
/// <param name="Foretold">What the model says.</param>
/// <param name="Seen">What the server did; null where it could not be played.</param>
/// <param name="Fault">Why it could not.</param>
public sealed record ProofPlay(AccessSession Session, AccessOutcome Foretold, AccessOutcome? Seen, string? Fault)
{
    /// <summary>Whether the server let it in.</summary>
    public bool IsLetIn => Seen is { IsAccepted: true };

    /// <summary>Whether the server did otherwise than the model says, or nobody saw what it did.</summary>
    public bool Disagrees => Seen is null || (Foretold.UnknownBecause is null && (Seen.Stage, Seen.Code) != (Foretold.Stage, Foretold.Code));
}
