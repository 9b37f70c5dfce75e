using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Tables;

/// <summary>What stands in a table, for whoever wants to know what it is worth asking about; it is no lookup.</summary>
public static class TableEntries
{
    // A set of questions from a larger table would be no smaller for it.
    private const int Most = 20_000;

    /// <summary>The entries in their order; none of a table that cannot be read here, or that answers whatever is asked.</summary>
    /// <param name="opener">Opens the tables.</param>
    /// <param name="word">The <c>type:name</c> with its <c>$</c> expanded, and its line.</param>
    public static IEnumerable<TableEntry> Of(TableOpener opener, PlacedWord word) => Of(opener, word, 0).Take(Most);

    private static IEnumerable<TableEntry> Of(TableOpener opener, PlacedWord word, int depth)
    {
        string bare = word.Word;
        if (bare.StartsWith('{'))
            bare = QuotedText.Braced(bare) is { } braced ? ListWords.Of(braced).FirstOrDefault("") : "";
        while (bare.StartsWith("proxy:", StringComparison.Ordinal))
            bare = bare["proxy:".Length..];
        int colon = bare.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1 || depth > 5)
            return [];
        string name = bare[(colon + 1)..];
        return TableTypes.KindOf(bare[..colon]) switch
        {
            TableKind.Source or TableKind.TextHash => Lines(opener, name).Select(KeyValue).OfType<TableEntry>(),
            TableKind.Cidr => Rules(opener, name).Select(Network).OfType<TableEntry>(),
            TableKind.Regexp or TableKind.Pcre => Patterns(opener, word with { Word = bare }, name),
            TableKind.Inline => QuotedText.Braced(name) is { } inner ? ListWords.Of(inner).Select(Pair).OfType<TableEntry>() : [],
            TableKind.Union or TableKind.Pipe => QuotedText.Braced(name) is { } inner
                ? ListWords.Of(inner).SelectMany(m => Of(opener, word with { Word = m }, depth + 1)) : [],
            _ => [],
        };
    }

    private static IEnumerable<string> Lines(TableOpener opener, string path)
        => TableLine.Read(opener.Files.Read(path).Text, static (_, _) => { }).Select(l => l.Text);

    private static IEnumerable<string> Rules(TableOpener opener, string name)
        => name.StartsWith('{') ? ListWords.Of(QuotedText.Braced(name) ?? "").Select(r => QuotedText.Braced(r) ?? "").Select(r => r.Trim(Blanks.All)) : Lines(opener, name);

    private static TableEntry? KeyValue(string line)
    {
        int end = QuotedText.EndOfKey(line, stopsAtEquals: false);
        return end < 1 ? null : new(CaseFold.Of(line[..end]), line[end..].Trim(Blanks.All));
    }

    private static TableEntry? Pair(string item)
        => QuotedText.Pair(item.StartsWith('{') ? QuotedText.Braced(item) ?? "" : item) is var (key, value) ? new(CaseFold.Of(key), value) : null;

    private static TableEntry? Network(string line)
    {
        string rest = RuleText.AfterNegations(RuleText.IsWord(line, "IF") ? line[2..] : line, out _);
        int end = RuleText.FirstBlank(rest);
        return end > 0 ? new(rest[..end], rest[end..].Trim(Blanks.All)) : null;
    }

    // A pattern is worth what one text shows that it matches.
    private static IEnumerable<TableEntry> Patterns(TableOpener opener, PlacedWord word, string name)
    {
        LookupTable table = opener.Open(word);
        foreach (string line in Rules(opener, name))
        {
            string rest = RuleText.AfterNegations(line, out bool negated);
            int end = rest.Length > 1 ? rest.IndexOf(rest[0], 1) : -1;
            if (negated || end < 0 || PatternSample.Of(rest[1..end]) is not { } sample || table.Find(sample).Status != LookupStatus.Found)
                continue;
            yield return new(sample, rest[(end + 1)..].Trim(Blanks.All));
        }
    }
}
