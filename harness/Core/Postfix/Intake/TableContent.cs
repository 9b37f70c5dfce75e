using System.Text.RegularExpressions;

namespace Harness.Core.Postfix.Intake;

/// <summary>
/// What a stand-in for a table holds: nothing, so that every lookup is a miss and none an error; or what ordinary mail cannot
/// do without.
/// </summary>
/// <param name="Entries">Keys and values.</param>
/// <param name="Says">What it holds, in words.</param>
internal sealed record TableContent(IReadOnlyList<(string Key, string Value)> Entries, string Says)
{
    private static readonly TableContent _empty = new([], "an empty table");

    /// <summary>The content of a table that these parameters name.</summary>
    /// <param name="roles">The parameters; <see cref="RecipientsAlone"/> among them for a list of whom mail is taken for.</param>
    /// <param name="choice">The domains and mailboxes.</param>
    public static TableContent Of(IReadOnlyCollection<string> roles, MailboxChoice choice)
    {
        var user = choice.Draft.Machine.User;
        if (choice.HostedIn is { } hostedIn && roles.Contains(hostedIn))
            return new([(choice.Hosted!, choice.Hosted!)], $"a table with the domain {choice.Hosted}");
        // local_recipient_maps may refer to them.
        if (roles.Any(r => r is "alias_maps" or "alias_database"))
            return new([("postmaster", user), ("abuse", user)], $"a table with postmaster and abuse for {user}");
        // The value is the address: as an alias it changes nothing, and as a file's name it is one.
        if (roles.Any(r => r is "virtual_mailbox_maps" or "local_recipient_maps" or "relay_recipient_maps"))
            return With(choice.Addresses.Select(a => (a, a)), "the harness's mailboxes");
        if (roles.Contains(RecipientsAlone))
            return With(choice.Addresses.Select(a => (a, "OK")), "OK for the harness's mailboxes");
        if (roles.Contains("smtpd_sender_login_maps"))
            return With(choice.Domains.Select(d => ($"{user}@{d}", user)), "the account of the harness");
        if (roles.Contains("mynetworks"))
            return new([("127.0.0.0/8", "OK")], "a list with 127.0.0.0/8");
        return _empty;
    }

    /// <summary>Stands for a table of recipients after which a list refuses everybody.</summary>
    public const string RecipientsAlone = "recipients, then reject";

    /// <summary>The text of a file of this type.</summary>
    public string Text(string type, bool isAliases = false) => string.Concat(Entries.Select(e => type switch
    {
        "regexp" or "pcre" => $"/^{Regex.Escape(e.Key).Replace("/", @"\/", StringComparison.Ordinal)}$/ {e.Value}\n",
        "cidr" => $"{e.Key} {e.Value}\n",
        "" => $"{e.Key}\n",
        _ => isAliases ? $"{e.Key}: {e.Value}\n" : $"{e.Key} {e.Value}\n",
    }));

    private static TableContent With(IEnumerable<(string, string)> entries, string says)
        => entries.ToArray() is { Length: > 0 } some ? new(some, $"a table with {says}") : _empty;
}
