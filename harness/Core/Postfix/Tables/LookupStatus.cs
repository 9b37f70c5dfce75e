namespace Harness.Core.Postfix.Tables;

/// <summary>What a lookup came to.</summary>
public enum LookupStatus
{
    /// <summary>The key is not there.</summary>
    Missing,

    /// <summary>The key has a value.</summary>
    Found,

    /// <summary>The table cannot answer: what Postfix calls a lookup error (DICT_ERR_RETRY, dict(3)).</summary>
    Failed,

    /// <summary>The table is of a kind that cannot be read here (mysql, ldap, socketmap …): nobody knows, nothing is guessed.</summary>
    Unknown,
}
