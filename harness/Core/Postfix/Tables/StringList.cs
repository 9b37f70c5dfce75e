using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Tables;

/// <summary>
/// Whole words in any case: mydestination, virtual_alias_domains, virtual_mailbox_domains and the like. Subdomains are not
/// in it, whatever parent_domain_matches_subdomains says (string_list(3)).
/// </summary>
public sealed class StringList(IEnumerable<PlacedWord> words, TableOpener opener) : MatchList(words, opener)
{
    /// <summary>Whether the text is in the list.</summary>
    public ListAnswer Find(string text)
    {
        string folded = CaseFold.Of(text);
        return Find(item => item.Table is not null ? item.Ask(folded)
            : string.Equals(folded, item.Pattern, StringComparison.Ordinal) ? LookupStatus.Found : LookupStatus.Missing);
    }
}
