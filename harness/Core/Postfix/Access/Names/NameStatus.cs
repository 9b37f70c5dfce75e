namespace Harness.Core.Postfix.Access.Names;

/// <summary>What became of a question to the DNS, ordered as Postfix ranks them where it asks for several types (dns.h).</summary>
public enum NameStatus
{
    /// <summary>No such name, or none of that type (NXDOMAIN, NODATA).</summary>
    Missing,

    /// <summary>The name has a null MX (RFC 7505): it takes no mail.</summary>
    NullMx,

    /// <summary>A failure that asking again will not mend (REFUSED, FORMERR, NOTIMP).</summary>
    Refused,

    /// <summary>An answer that cannot be read.</summary>
    Malformed,

    /// <summary>A failure for now (SERVFAIL, no answer in time).</summary>
    Failed,

    /// <summary>There is an answer.</summary>
    Found,

    /// <summary>Nobody knows what the server would see.</summary>
    Unknown,
}
