namespace Harness.Core.Postfix.Intake;

/// <summary>Users that a given table of mailboxes names: ordinary mail is for one of them.</summary>
internal static class GivenMailboxes
{
    private const int Most = 20_000;

    /// <summary>Notes the first plain address of each domain, where a table is text.</summary>
    public static void Note(IntakeDraft draft, Assignment set, string path)
    {
        if (set.Name is not ("virtual_mailbox_maps" or "virtual_alias_maps" or "relay_recipient_maps")
            || draft.Given.Find(path) is not { } given || draft.Given.Read(given) is not { } text)
            return;
        foreach (var line in text.Split('\n').Take(Most))
        {
            var key = line.Split([' ', '\t'], 2)[0];
            var at = key.IndexOf('@', StringComparison.Ordinal);
            if (at > 0 && key[..at].All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') && NameRule.IsHostName(key[(at + 1)..]))
                draft.Users.TryAdd(key[(at + 1)..], key[..at]);
        }
    }
}
