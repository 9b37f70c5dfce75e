using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Compiling;

/// <summary>Opens what parameters and restrictions name.</summary>
internal static class TableOpening
{
    /// <summary>The tables of a parameter.</summary>
    public static MapList Row(this TableOpener opener, IReadOnlyList<PlacedWord> words) => new([.. words.Select(w => opener.Open(w))]);

    /// <summary>
    /// The one table of a restriction. In braces smtpd opens it under the name inside, and then looks for one that has the braces
    /// in its name; only check_ccert_access does not (smtpd_check.c, check_domain_access and its like; map_search(3)).
    /// </summary>
    public static MapList One(this TableOpener opener, PlacedWord word)
        => new([word.Word.StartsWith('{') ? ConstantTable.Failing(word.Word, []) : opener.Open(word)]);
}
