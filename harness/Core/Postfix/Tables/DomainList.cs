using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Tables;

/// <summary>
/// Domains: relay_domains, fast_flush_domains (domain_list(3)). mydestination and the virtual domains are a
/// <see cref="StringList"/>.
/// </summary>
/// <param name="words">The words of the list.</param>
/// <param name="opener">Opens the tables.</param>
/// <param name="matchesSubdomains">
/// The parameter is named in parent_domain_matches_subdomains: <c>example.com</c> holds its subdomains. Else only
/// <c>.example.com</c> does, and not the domain itself.
/// </param>
public sealed class DomainList(IEnumerable<PlacedWord> words, TableOpener opener, bool matchesSubdomains) : MatchList(words, opener)
{
    /// <summary>Whether the domain is in the list.</summary>
    public ListAnswer Find(string domain)
    {
        string folded = CaseFold.Of(domain);
        return Find(item => HostNames.Match(item, folded, matchesSubdomains));
    }
}
