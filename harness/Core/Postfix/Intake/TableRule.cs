using System.Globalization;

namespace Harness.Core.Postfix.Intake;

/// <summary>Lookup tables and files of patterns that were not given, or that only a server outside of the lab could answer.</summary>
internal static class TableRule
{
    private const string StandIns = "/harness/stand-ins";
    private const string Configuration = "/etc/postfix/";

    private static readonly string[] _lists =
    [
        "mydestination", "relay_domains", "virtual_alias_domains", "virtual_mailbox_domains", "mynetworks", "fast_flush_domains",
        "debug_peer_list", "permit_mx_backup_networks", "smtpd_client_event_limit_exceptions", "parent_domain_matches_subdomains",
        "postscreen_access_list", "smtpd_sasl_exceptions_networks", "masquerade_domains", "inet_interfaces", "myorigin",
    ];

    public static void Apply(IntakeDraft draft, MailboxChoice choice)
    {
        var roles = TableRoles.Of(draft);
        foreach (var set in draft.All)
        {
            foreach (var word in set.Words.Where(w => set.Now(w) == w.Text && !IsReference(w.Text)))
            {
                var text = draft.Expansion.Of(word.Text);
                if (text.TrimStart('!').StartsWith('/') && _lists.Contains(set.Name))
                {
                    PatternFile(draft, set, word, text.TrimStart('!'), choice);
                    continue;
                }
                var replaced = TableName.Replace(text, (type, name) => TableCaches.Is(set.Name)
                    ? TableCaches.Standing(draft, set, word, type, name)
                    : Standing(draft, set, word, type, name, roles, choice));
                if (replaced != text)
                    set.Replace(word, replaced);
            }
        }
    }

    private static bool IsReference(string word) => word.StartsWith('$') && !word.Contains(':', StringComparison.Ordinal);

    private static void PatternFile(IntakeDraft draft, Assignment set, Word word, string path, MailboxChoice choice)
    {
        if (IsGiven(draft, set, word, "", path))
            return;
        var content = set.Name is "mydestination" or "myorigin" && path == "/etc/mailname"
            ? new TableContent([(draft.Text("myhostname"), "")], $"a file with {draft.Text("myhostname")}")
            : TableContent.Of([set.Name], choice);
        var free = LabPath.IsFree(path) ? path : $"{StandIns}/{set.Name}";
        draft.Make(new TextFile(free, content.Text("")));
        if (free != path)
            set.Replace(word, free);
        draft.List(path, set.PlaceOf(word), $"{set.Name} names it and it was not given", content.Says.Replace("table", "file", StringComparison.Ordinal));
    }

    // What to write instead of type:name, or null where the name may stay because the file is made.
    private static string? Standing(
        IntakeDraft draft, Assignment set, Word word, string type, string name, TableRoles roles, MailboxChoice choice)
    {
        if (TableName.IsRemote(type) ? SqliteFile.IsGiven(draft, type, name) : IsGiven(draft, set, word, type, name))
        {
            GivenMailboxes.Note(draft, set, name);
            return draft.Machine.TableTypes.Contains(type) ? null : Retyped(draft, set, word, type, name);
        }
        var why = TableName.IsRemote(type) ? "a server that is not in the lab"
            : $"{set.Name} names it and it was not given";
        if (set.Name is "virtual_uid_maps" or "virtual_gid_maps")
        {
            draft.List($"{type}:{name}", set.PlaceOf(word), why, "static:5000");
            return "static:5000";
        }
        var content = TableContent.Of(roles.Of($"{type}:{name}"), choice);
        if (set.Name == "virtual_mailbox_maps")
        {
            foreach (var domain in choice.Domains)
                draft.Users.TryAdd(domain, draft.Machine.User);
        }
        var isAliases = set.Name is "alias_maps" or "alias_database";
        var isHere = !TableName.IsRemote(type) && LabPath.IsFree(name) && draft.Machine.TableTypes.Contains(type);
        var kind = type is "regexp" or "pcre" or "cidr" ? type : isHere ? type : isAliases ? "hash" : "texthash";
        var path = isHere ? name : $"{StandIns}/{roles.Number($"{type}:{name}").ToString(CultureInfo.InvariantCulture)}{(isAliases ? "-aliases" : "")}";
        draft.Make(new TextFile(path, content.Text(kind, isAliases)));
        draft.List($"{type}:{name}", set.PlaceOf(word), why, content.Says);
        return isHere ? null : $"{kind}:{path}";
    }

    // A given file may have to be linked to where main.cf names it.
    private static bool IsGiven(IntakeDraft draft, Assignment set, Word word, string type, string path)
    {
        if (draft.Machine.Paths.Contains(path))
            return true;
        var found = false;
        foreach (var ending in TableName.Endings.Where(_ => LabPath.IsFree(path)))
        {
            if (draft.Given.Find(path + ending) is not { } given)
                continue;
            found = true;
            if (path + ending != Configuration + given && !draft.IsMade(path + ending))
            {
                draft.Make(new GivenFile(path + ending, given));
                if (!path.EndsWith($"/postfix/{given}", StringComparison.Ordinal))
                    draft.List(type.Length > 0 ? $"{type}:{path}" : path, set.PlaceOf(word), "outside of what was given", $"your {given}");
            }
        }
        return found;
    }

    private static string? Retyped(IntakeDraft draft, Assignment set, Word word, string type, string name)
    {
        draft.List($"{type}:{name}", set.PlaceOf(word), $"this Postfix has no tables of the type {type}", $"hash:{name}");
        return $"hash:{name}";
    }
}
