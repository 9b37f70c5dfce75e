namespace Harness.Core.Scenarios;

/// <summary>The kinds of clients that attacks can ask for: those of the lab, of which a server outside has as many as its caller has places to speak from.</summary>
internal static class ClientKinds
{
    /// <summary>Every one.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "outsider", "zen-sbl", "zen-css", "zen-xbl", "zen-drop", "zen-pbl-isp", "zen-pbl", "spamcop", "both-lists", "no-ptr", "neighbour",
        "ipv6", "ipv6-listed", "crowd", "crowd6", "slow", "inside", "inside-listed", "own", "own-ipv6", "beyond",
    ];
}
