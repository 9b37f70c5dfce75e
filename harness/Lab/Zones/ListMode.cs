namespace Harness.Lab.Zones;

/// <summary>How a blocking list behaves, as <c>containers/dns/list</c> switches it.</summary>
public enum ListMode
{
    /// <summary>The lab's listings and the test points of RFC 5782.</summary>
    Listed,

    /// <summary>The test points only.</summary>
    Clean,

    /// <summary>127.255.255.252 for every query: the name of the list is mistyped.</summary>
    Refuse252,

    /// <summary>127.255.255.254 for every query: the list refuses an open resolver.</summary>
    Refuse254,

    /// <summary>127.255.255.255 for every query: too many queries.</summary>
    Refuse255,

    /// <summary>The address of a parking page for every query: the list's domain expired.</summary>
    Wildcard,

    /// <summary>The resolver answers SERVFAIL.</summary>
    ServFail,

    /// <summary>The list's server does not answer.</summary>
    Timeout,

    /// <summary>The list's server answers once in two seconds.</summary>
    Slow,
}

/// <summary>The modes as <c>containers/dns/list</c> spells them.</summary>
internal static class ListModeWords
{
    /// <summary>The mode's word.</summary>
    public static string ToWord(this ListMode mode) => mode switch
    {
        ListMode.Refuse252 => "refuse-252",
        ListMode.Refuse254 => "refuse-254",
        ListMode.Refuse255 => "refuse-255",
        _ => mode.ToString().ToLowerInvariant(),
    };
}
