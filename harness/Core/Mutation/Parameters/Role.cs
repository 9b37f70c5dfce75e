namespace Harness.Core.Mutation.Parameters;

/// <summary>What the value of a parameter is, which says what mistakes can be made in it.</summary>
internal enum Role
{
    /// <summary>yes or no.</summary>
    Flag,

    /// <summary>Networks and addresses, as in mynetworks.</summary>
    Networks,

    /// <summary>Domains, tables of domains, and parameters that name some.</summary>
    Domains,

    /// <summary>The name of a host or domain.</summary>
    Name,

    /// <summary>Lookup tables.</summary>
    Tables,

    /// <summary>A TLS security level.</summary>
    Level,

    /// <summary>A file with a certificate or a key.</summary>
    File,

    /// <summary>Exclusions and bounds, a word each: protocols, ciphers, keywords, options.</summary>
    Words,

    /// <summary>A number, a size or a time that bounds something.</summary>
    Limit,

    /// <summary>A three-digit reply code.</summary>
    Code,

    /// <summary>One word out of several.</summary>
    Choice,
}
