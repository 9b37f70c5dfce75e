namespace Harness.Core.Postfix.Tables;

/// <summary>Which library reads the patterns of a table.</summary>
internal enum PatternFlavour
{
    /// <summary>regexp: regex(7) of the C library (regexp_table(5)).</summary>
    Posix,

    /// <summary>pcre: (pcre_table(5)).</summary>
    Perl,
}
