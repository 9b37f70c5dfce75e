using Harness.Core.Postfix.Access.Compiling;
using Harness.Core.Postfix.Access.Evaluating;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Access.Matrix.Derived;

/// <summary>The restrictions of all lists and classes, by what they take.</summary>
internal static class RestrictionWords
{
    /// <summary>The tables that are asked, with what about.</summary>
    public static IEnumerable<(AccessSubject Subject, PlacedWord Table)> Tables(ServiceParameters parameters)
    {
        foreach (string parameter in RestrictionNames.ListsOf(parameters))
        {
            IReadOnlyList<PlacedWord> words = parameters.Words(parameter);
            for (int i = 0; i < words.Count; i++)
            {
                string name = words[i].Word.ToLowerInvariant();
                if (RestrictionNames.IsAccessCheck(name) && i + 1 < words.Count)
                    yield return (SubjectOf(name), words[++i]);
                else if (name.Contains(':', StringComparison.Ordinal) && !RestrictionCatalogue.TakesArgument(i > 0 ? words[i - 1].Word.ToLowerInvariant() : ""))
                    yield return (SubjectOfList(parameter), words[i]);
            }
        }
    }

    /// <summary>The DNS lists.</summary>
    public static IEnumerable<MentionedZone> Zones(ServiceParameters parameters)
    {
        foreach (string parameter in RestrictionNames.ListsOf(parameters))
        {
            IReadOnlyList<PlacedWord> words = parameters.Words(parameter);
            for (int i = 0; i + 1 < words.Count; i++)
            {
                string name = words[i].Word.ToLowerInvariant();
                if (!RestrictionNames.IsDnsList(name))
                    continue;
                string[] parts = words[i + 1].Word.Split('=', 2);
                yield return new(parts[0].ToLowerInvariant(), name.Contains("_rhs", StringComparison.Ordinal), parts.ElementAtOrDefault(1) ?? "");
            }
        }
        foreach (PlacedWord word in parameters.Words("maps_rbl_domains"))
            yield return new(word.Word.ToLowerInvariant(), false, "");
    }

    // What a bare table is asked about; a class may be reached from any list, and is mostly named in the last one.
    private static AccessSubject SubjectOfList(string list) => list switch
    {
        "smtpd_client_restrictions" => AccessSubject.Client,
        "smtpd_helo_restrictions" => AccessSubject.Helo,
        "smtpd_sender_restrictions" => AccessSubject.Sender,
        "smtpd_etrn_restrictions" => AccessSubject.Etrn,
        _ => AccessSubject.Recipient,
    };

    // check_sender_mx_access and the like ask about names of hosts: no session is made of those.
    private static AccessSubject SubjectOf(string name) => name switch
    {
        "check_client_access" => AccessSubject.Client,
        "check_reverse_client_hostname_access" => AccessSubject.ReverseClient,
        "check_helo_access" => AccessSubject.Helo,
        "check_sender_access" => AccessSubject.Sender,
        "check_recipient_access" => AccessSubject.Recipient,
        _ => AccessSubject.Etrn,
    };
}
