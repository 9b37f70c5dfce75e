using System.Text.RegularExpressions;

namespace Harness.Core.Postfix.Intake;

/// <summary>
/// Ways to other hosts in a table of transports (transport(5)): mail for a domain is kept instead of handed on, and mail for
/// everybody goes straight to the lab's exchangers.
/// </summary>
internal static partial class NextHopRule
{
    private const string Everybody = "*";

    private static readonly string[] _tables = ["transport_maps", "sender_dependent_default_transport_maps"];
    private static readonly string[] _here = ["local", "virtual", "error", "retry", "discard", TransportRule.Keep];

    public static void Apply(IntakeDraft draft, MailboxChoice choice)
    {
        foreach (var set in draft.Main.Where(a => _tables.Contains(a.Name)).ToArray())
        {
            var isForEverybody = false;
            foreach (var word in set.Words)
            {
                isForEverybody |= Inline(draft, set, word) | Given(draft, word);
            }
            if (isForEverybody && set.Name == "transport_maps" && choice.Domains.Count > 0)
                First(set, choice.Domains);
        }
    }

    /// <summary>Puts domains whose mail is kept before the table's own entries.</summary>
    public static void First(Assignment set, IEnumerable<string> domains)
        => set.Replace(set.Words[0], $"{Kept(domains)}, {set.Now(set.Words[0])}");

    /// <summary>A table of domains whose mail is kept.</summary>
    public static string Kept(IEnumerable<string> domains) => $"inline:{{ {string.Join(", ", domains.Select(d => $"{{ {d} = {TransportRule.Keep}: }}"))} }}";

    private static bool Inline(IntakeDraft draft, Assignment set, Word word)
    {
        if (!word.Text.StartsWith("inline:", StringComparison.Ordinal))
            return false;
        var isForEverybody = false;
        var text = InlineEntry().Replace(set.Now(word), m => Way(draft, m, $"{set.PlaceOf(word)}", ref isForEverybody));
        if (text != set.Now(word))
            set.Replace(word, text);
        return isForEverybody;
    }

    private static bool Given(IntakeDraft draft, Word word)
    {
        var isForEverybody = false;
        foreach (var (type, name) in TableName.In(draft.Expansion.Of(word.Text)).Where(t => t.Type is not ("regexp" or "pcre" or "cidr")))
        {
            if (TableName.IsRemote(type) || draft.Given.Find(name) is not { } given || draft.Given.Read(given) is not { } before)
                continue;
            var after = TextEntry().Replace(before, m => Way(draft, m, given, ref isForEverybody));
            if (after != before)
                draft.Make(new TextFile($"/etc/postfix/{given}", after));
        }
        return isForEverybody;
    }

    private static string Way(IntakeDraft draft, Match entry, string place, ref bool isForEverybody)
    {
        var (key, transport) = (entry.Groups["key"].Value, entry.Groups["transport"].Value);
        if (_here.Contains(transport))
            return entry.Value;
        var isThis = key == Everybody;
        isForEverybody |= isThis;
        var by = isThis ? $"{transport}:" : $"{TransportRule.Keep}:";
        draft.List($"{key} {transport}:{entry.Groups["host"].Value}", place, "a host that is not in the lab", isThis ? $"{by} straight to the lab's exchangers" : $"{by} which keeps the mail");
        TransportRule.AddKeep(draft);
        return $"{entry.Groups["before"].Value}{by}";
    }

    [GeneratedRegex(@"(?<before>\{\s*(?<key>[^\s={}]+)\s*=\s*)(?<transport>[\w-]*):(?<host>[^\s{},]+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InlineEntry();

    [GeneratedRegex(@"^(?<before>(?<key>[^\s#]+)[ \t]+)(?<transport>[\w-]*):(?<host>[^\s]+)", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TextEntry();
}
