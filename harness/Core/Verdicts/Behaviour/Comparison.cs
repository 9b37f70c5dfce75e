using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Verdicts.Behaviour;

/// <summary>A comparison as reports show it, whatever was compared: two configurations, or two runs of the catalogue.</summary>
/// <param name="Before">The one side.</param>
/// <param name="After">The other.</param>
/// <param name="Differences">What differs, in the order in which it is told.</param>
public sealed record Comparison(ComparedSide Before, ComparedSide After, IReadOnlyList<Difference> Differences)
{
    /// <summary>Whether sessions are those of the catalogue's attacks, and not derived from configurations.</summary>
    public bool IsOfAttacks { get; init; }

    /// <summary>Whether sessions are those of a mail log.</summary>
    public bool IsOfLog { get; init; }

    /// <summary>How many sessions were compared.</summary>
    public required int Sessions { get; init; }

    /// <summary>How many of these differ.</summary>
    public required int Differing { get; init; }

    /// <summary>Where the answers come from, for the end of the report.</summary>
    public required string Basis { get; init; }

    /// <summary>Whether anything was expected.</summary>
    public bool HasExpectations { get; init; }

    /// <summary>Sessions in which the server did not do what the model says.</summary>
    public IReadOnlyList<ComparedDisagreement> Disagreements { get; init; } = [];

    /// <summary>Settings whose values differ, with their line where there is one.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>What the reader should know besides, a sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Attacks that only the one side, or only the other, was asked.</summary>
    public (IReadOnlyList<string> Before, IReadOnlyList<string> After) Alone { get; init; } = ([], []);

    /// <summary>1 where anything differs that was not expected, 2 where it cannot be told whether, else 0.</summary>
    public ExitStatus ExitStatus => Differences.Any(d => d is { IsExpected: false, Kind: not ChangeKind.Untold }) ? ExitStatus.Findings
        : Differences.Any(d => !d.IsExpected) || Disagreements.Count > 0 || Sessions == 0 ? ExitStatus.NotEstablished : ExitStatus.Conforms;
}

/// <summary>One side of a comparison.</summary>
/// <param name="Name">As the caller named it.</param>
/// <param name="Software">The server whose rules hold, as in <c>Postfix 3.7</c>.</param>
/// <param name="Played">How many of its sessions a real server played.</param>
public sealed record ComparedSide(string Name, string Software, int Played)
{
    /// <summary>Whether its answers were recorded earlier.</summary>
    public bool IsRecorded { get; init; }
}

/// <summary>One thing that differs.</summary>
/// <param name="Kind">What it does to who is let in.</param>
/// <param name="Headline">Whose sessions, and what becomes of them, in one line.</param>
/// <param name="IsExpected">Whether somebody expected it.</param>
/// <param name="Sessions">How many sessions change so.</param>
/// <param name="Before">What the example came to before.</param>
/// <param name="After">What it comes to after.</param>
/// <param name="Replay">The command lines that show the example on either side.</param>
public sealed record Difference(ChangeKind Kind, string Headline, bool IsExpected, int Sessions, ComparedAnswer Before, ComparedAnswer After, (string Before, string After) Replay)
{
    /// <summary>By property the words for its values, or the ids of attacks.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Whose { get; init; } = [];

    /// <summary>What several changes of the same clients were, each for its sessions.</summary>
    public IReadOnlyList<string> For { get; init; } = [];

    /// <summary>What is spared although the words name it.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];

    /// <summary>The example among several attacks; null where there is one, or where sessions are derived.</summary>
    public string? Example { get; init; }
}

/// <summary>What a session came to.</summary>
/// <param name="Stage">The stage of the last answer, in a word.</param>
/// <param name="Code">The reply code; 0 where none came.</param>
/// <param name="Decider">What decided, with its line, in one line.</param>
public sealed record ComparedAnswer(string Stage, int Code, string Decider)
{
    /// <summary>The enhanced status code, or null.</summary>
    public string? Enhanced { get; init; }

    /// <summary>The rest of the reply, or null.</summary>
    public string? Text { get; init; }

    /// <summary>The restriction that decided, or null.</summary>
    public string? Restriction { get; init; }

    /// <summary>Its line.</summary>
    public SettingLine? Place { get; init; }

    /// <summary>The line of the table that decided.</summary>
    public SettingLine? Entry { get; init; }

    /// <summary>What would have to be known to say more.</summary>
    public string? Unknown { get; init; }

    /// <summary>Why smtpd dies instead of answering.</summary>
    public string? Fatal { get; init; }

    /// <summary>How an attack's session ended; null where sessions are derived.</summary>
    public string? Ending { get; init; }

    /// <summary>Where its message arrived; null where that was not seen.</summary>
    public IReadOnlyList<string>? Arrived { get; init; }

    /// <summary>What is held of the attack's claim.</summary>
    public string? Verdict { get; init; }
}

/// <summary>A session in which model and server disagree.</summary>
/// <param name="Side">The side it was played for.</param>
/// <param name="Model">What the model says.</param>
/// <param name="Server">What the server did; null where it could not be played.</param>
/// <param name="Fault">Why it could not be played.</param>
/// <param name="Replay">The command line that shows it.</param>
public sealed record ComparedDisagreement(ComparedSide Side, ComparedAnswer Model, ComparedAnswer? Server, string? Fault, string Replay);
