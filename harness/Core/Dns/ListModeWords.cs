namespace Harness.Core.Dns;

/// <summary>The modes as scenarios (<c>when</c>) and <c>containers/internet/list</c> spell them.</summary>
public static class ListModeWords
{
    private static readonly (ListMode Mode, string Word)[] _words =
    [
        (ListMode.Listed, "listed"), (ListMode.Clean, "clean"),
        (ListMode.Refuse252, "refuse-252"), (ListMode.Refuse254, "refuse-254"), (ListMode.Refuse255, "refuse-255"),
        (ListMode.Wildcard, "wildcard"), (ListMode.CodeEveryone, "code-everyone"),
        (ListMode.ServFail, "servfail"), (ListMode.Timeout, "timeout"), (ListMode.Slow, "slow"),
        (ListMode.TxtMissing, "txt-missing"), (ListMode.Outside127, "outside-127"),
        (ListMode.Cname, "cname"), (ListMode.LargeTxt, "large-txt"),
    ];

    /// <summary>The lists of the lab.</summary>
    internal static readonly IReadOnlyList<string> Zones = ["zen.spamhaus.org", "bl.spamcop.net"];

    /// <summary>Every word.</summary>
    public static IEnumerable<string> All => _words.Select(w => w.Word);

    /// <summary>The mode's word.</summary>
    public static string ToWord(this ListMode mode) => _words.Single(w => w.Mode == mode).Word;

    /// <summary>Modes by zone, from words.</summary>
    /// <param name="lists">The mode's word by zone.</param>
    /// <param name="zones">The zones that there are.</param>
    /// <exception cref="ArgumentException">A zone that the lab does not have, or a word that is no mode; the message names what there is.</exception>
    public static IReadOnlyDictionary<string, ListMode> Parse(IReadOnlyDictionary<string, string> lists, IReadOnlyList<string> zones)
        => lists.ToDictionary(l => Zone(l.Key, zones), l => Mode(l.Value));

    private static string Zone(string zone, IReadOnlyList<string> zones)
        => zones.Contains(zone) ? zone : throw new ArgumentException($"the lab has no list {zone}: there are {string.Join(", ", zones)}");

    private static ListMode Mode(string word)
        => _words.Where(w => w.Word == word).Select(w => (ListMode?)w.Mode).FirstOrDefault()
            ?? throw new ArgumentException($"a list has no mode {word}: there are {string.Join(", ", All)}");
}
