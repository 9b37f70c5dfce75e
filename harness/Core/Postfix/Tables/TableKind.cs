namespace Harness.Core.Postfix.Tables;

/// <summary>How a type of table is read here.</summary>
internal enum TableKind
{
    /// <summary>No type of Postfix.</summary>
    None,

    /// <summary>Compiled by postmap(1) from source text of the same name.</summary>
    Source,

    /// <summary>texthash:</summary>
    TextHash,

    /// <summary>cidr:</summary>
    Cidr,

    /// <summary>regexp:</summary>
    Regexp,

    /// <summary>pcre:</summary>
    Pcre,

    /// <summary>inline:</summary>
    Inline,

    /// <summary>static:</summary>
    Static,

    /// <summary>randmap:</summary>
    Random,

    /// <summary>unionmap:</summary>
    Union,

    /// <summary>pipemap:</summary>
    Pipe,

    /// <summary>fail:</summary>
    Fail,

    /// <summary>unix:</summary>
    Unix,

    /// <summary>internal: which is empty, and nis: where the machine has no NIS domain, as hardly one has (dict_nis.c).</summary>
    Internal,

    /// <summary>Answered by another server or the system; keys may be partial.</summary>
    Unreadable,

    /// <summary>The same, asked for the whole key only.</summary>
    UnreadablePatterns,
}
