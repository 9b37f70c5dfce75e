using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Tables;

/// <summary>Puts the items of <c>/file/names</c> into a match list (match_list_parse in match_list.c).</summary>
internal static class ListFile
{
    private const int DeepestNesting = 20;

    // Files that name files twice double their items with each step; no list that anybody wrote has as many.
    private const int MostItems = 500_000;

    public static List<ListItemPattern> Expand(IEnumerable<PlacedWord> words, TableOpener opener, List<TableProblem> problems)
    {
        var items = new List<ListItemPattern>();
        Add(words, negated: false, 0, opener, items, problems);
        return items;
    }

    private static void Add(
        IEnumerable<PlacedWord> words, bool negated, int depth, TableOpener opener, List<ListItemPattern> items, List<TableProblem> problems)
    {
        foreach (var word in words)
        {
            if (items.Count >= MostItems)
            {
                if (items[^1].Fixed != LookupStatus.Failed)
                    Fail(word, $"more than {MostItems} items", items, problems);
                return;
            }
            string item = word.Word.TrimStart('!');
            bool isNegated = negated ^ (word.Word.Length - item.Length) % 2 == 1;
            if (word.Word.StartsWith('#'))
            {
                problems.Add(new(word.Place, $"comment at end of line is not supported: {word.Word}"));
                return;
            }
            if (item.Length == 0)
                Fail(word, "no pattern after '!'", items, problems);
            else if (item[0] == '/')
                AddFile(word, item, isNegated, depth, opener, items, problems);
            else if (item[0] != '[' && item.Contains(':', StringComparison.Ordinal))
                items.Add(new(word, item, isNegated, opener.Open(word with { Word = item }, foldsKeys: false), null));
            else
                items.Add(new(word, CaseFold.Of(item), isNegated, null, null));
        }
    }

    private static void AddFile(
        PlacedWord word, string path, bool negated, int depth, TableOpener opener, List<ListItemPattern> items, List<TableProblem> problems)
    {
        var file = opener.Files.Read(path);
        if (file.Status == TableFileStatus.Unknown)
            items.Add(new(word, path, negated, null, LookupStatus.Unknown));
        else if (file.Status == TableFileStatus.Absent)
            Fail(word, $"open file {path}: No such file or directory", items, problems);
        else if (depth > DeepestNesting)
            Fail(word, $"file {path} is named within itself", items, problems);
        else
        {
            foreach (var line in Lines(file.Text, path, word.Place.Parameter, opener.Release))
                Add(line, negated, depth + 1, opener, items, problems);
        }
    }

    // From 3.9 on a line that begins with blanks continues the one before; earlier each line stands by itself.
    private static IEnumerable<IEnumerable<PlacedWord>> Lines(string text, string path, string parameter, PostfixRelease release)
    {
        var lines = release.AtLeast(3, 9)
            ? TableLine.Read(text, static (_, _) => { })
            : text.Split('\n').Select((t, i) => new TableLine(i + 1, t)).Where(l => !l.Text.StartsWith('#'));
        foreach (var line in lines)
        {
            var place = new SettingLine(path, line.Number, parameter, line.Text.Trim(Blanks.All));
            yield return ListWords.Of(line.Text).Select(w => new PlacedWord(w, place));
        }
    }

    private static void Fail(PlacedWord word, string why, List<ListItemPattern> items, List<TableProblem> problems)
    {
        problems.Add(new(word.Place, why) { IsFatal = true });
        items.Add(new(word, word.Word, false, null, LookupStatus.Failed));
    }
}
