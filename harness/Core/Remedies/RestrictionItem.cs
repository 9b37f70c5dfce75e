using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Remedies;

/// <summary>A restriction of a list as it is written, with its argument and a warn_if_reject before it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Argument">Its argument, or null.</param>
/// <param name="Warns">Whether it only warns.</param>
internal sealed record RestrictionItem(string Name, string? Argument, bool Warns)
{
    // What tells the server's own clients from the world, and what it is there for: others are asked after these.
    private static readonly string[] _first =
    [
        "permit_mynetworks", "permit_sasl_authenticated", "permit_tls_clientcerts", "permit_inet_interfaces",
        "reject_unauth_destination", "defer_unauth_destination",
    ];

    private string Spelt => $"{(Warns ? "warn_if_reject " : "")}{Name}{(Argument is null ? "" : " " + Argument)}";

    /// <summary>The list it belongs to, where nobody says another.</summary>
    public string OwnList => Name.Contains("helo", StringComparison.OrdinalIgnoreCase) ? "smtpd_helo_restrictions" : "smtpd_recipient_restrictions";

    /// <summary>Whether something is wanting: a restriction that needs an argument and has none.</summary>
    public bool IsIncomplete => RestrictionNames.TakesArgument(Name) && Argument is null;

    /// <summary>Whether asking it costs a look-up somewhere else, so that what costs nothing comes before it.</summary>
    public bool IsDear => RestrictionNames.IsDnsList(Name) || Name.Equals("check_policy_service", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it comes first in a list.</summary>
    public bool ComesFirst => !Warns && _first.Contains(Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether it ends its list for everybody.</summary>
    public bool EndsTheList => !Warns && Name.ToLowerInvariant() is "permit" or "reject" or "defer";

    /// <summary>Whether both are the same restriction, apart from the codes of a DNS list that count.</summary>
    public bool IsOf(RestrictionItem other)
        => Name.Equals(other.Name, StringComparison.OrdinalIgnoreCase)
        && string.Equals(RestrictionNames.IsDnsList(Name) ? Argument?.Split('=')[0] : Argument, RestrictionNames.IsDnsList(Name) ? other.Argument?.Split('=')[0] : other.Argument, StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes a list apart.</summary>
    public static List<RestrictionItem> Read(IEnumerable<string> words)
    {
        var items = new List<RestrictionItem>();
        string? name = null;
        bool warns = false;
        foreach (string word in words)
        {
            if (name is not null)
            {
                items.Add(new(name, word, warns));
                (name, warns) = (null, false);
            }
            else if (word.Equals("warn_if_reject", StringComparison.OrdinalIgnoreCase))
            {
                warns = true;
            }
            else if (RestrictionNames.TakesArgument(word))
            {
                name = word;
            }
            else
            {
                items.Add(new(word, null, warns));
                warns = false;
            }
        }

        return name is null ? items : [.. items, new(name, null, warns)];
    }

    /// <summary>Writes a list.</summary>
    public static string Write(IEnumerable<RestrictionItem> items) => string.Join(", ", items.Select(i => i.Spelt));
}
