namespace Harness.Core.Dns;

/// <summary>How a blocking list behaves, as a scenario asks for it and the lab plays it.</summary>
/// <remarks>
/// What Postfix makes of it was observed with the guide's <c>reject_rbl_client zen.spamhaus.org</c>, without a filter. With
/// <c>=127.0.0.[2..11]</c> only codes in that range count: nobody is turned away in the modes that answer everybody with
/// another address, and in <see cref="Outside127"/>. A failed look-up counts as not listed. Two attempts of a second, as the
/// lab's resolv.conf has them, bound the look-up: with both of the guide's lists silent a RCPT is answered after four seconds.
/// </remarks>
public enum ListMode
{
    /// <summary>The lab's listings and the test points of RFC 5782.</summary>
    Listed,

    /// <summary>The test points only.</summary>
    Clean,

    /// <summary>127.255.255.252 for every query: the name of the list is mistyped. Everybody is turned away.</summary>
    Refuse252,

    /// <summary>127.255.255.254 for every query: the list refuses an open resolver. Everybody is turned away.</summary>
    Refuse254,

    /// <summary>127.255.255.255 for every query: too many queries. Everybody is turned away.</summary>
    Refuse255,

    /// <summary>The address of a parking page for every query: the list's domain expired. Everybody is turned away.</summary>
    Wildcard,

    /// <summary>127.0.0.2 for every query: the list is being shut down, and lists the world. Everybody is turned away, with a filter as well.</summary>
    CodeEveryone,

    /// <summary>The resolver answers SERVFAIL. Nobody is turned away, and nobody waits.</summary>
    ServFail,

    /// <summary>The list's server does not answer. Nobody is turned away; a client's first RCPT waits two seconds for each list.</summary>
    Timeout,

    /// <summary>The list's server answers once in a second. Who is listed is turned away; each look-up (address, then TXT) waits up to a second.</summary>
    Slow,

    /// <summary>As <see cref="Listed"/>, with no TXT. Who is listed is turned away without a reason.</summary>
    TxtMissing,

    /// <summary>Who is listed is answered with 10.0.0.1, outside of 127.0.0.0/8, and turned away.</summary>
    Outside127,

    /// <summary>The name of who is listed is a CNAME; its target has the code and a TXT. Who is listed is turned away.</summary>
    Cname,

    /// <summary>As <see cref="Listed"/>, with a TXT of four kilobytes that needs TCP. Who is listed is turned away, and told its first string.</summary>
    LargeTxt,
}
