using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Audit;

/// <summary>Lists of domains with what is no domain to Postfix: stars and at signs.</summary>
internal static class DomainWords
{
    public static IEnumerable<AuditFinding> Look(AuditSubject subject)
    {
        foreach (string list in AddressClasses.DomainLists)
        {
            foreach (var word in subject.Public.Parameters.Words(list).Where(w => w.Place.Line > 0 && !w.Word.Contains(':', StringComparison.Ordinal) && !w.Word.StartsWith('/')))
            {
                if (word.Word.Contains('*', StringComparison.Ordinal))
                {
                    yield return new(AuditSeverity.Warning, AuditKinds.WithoutEffect, word.Place, $"{word.Word} in {list} matches nothing: Postfix has no wildcards there",
                        list == "relay_domains" ? $"{list} = the domains themselves, each with its subdomains" : $"{list} = the domains themselves");
                }
                else if (word.Word.Contains('@', StringComparison.Ordinal))
                    yield return new(AuditSeverity.Warning, AuditKinds.WithoutEffect, word.Place, $"{word.Word} in {list} matches nothing: domains are listed without @", word.Word[(word.Word.LastIndexOf('@') + 1)..]);
            }
        }
    }
}
