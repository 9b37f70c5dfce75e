using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Tables;

/// <summary>
/// A list of patterns, <c>/file/names</c> and <c>type:tables</c>, each with or without a <c>!</c>; the first that matches
/// decides (match_list(3)). Safe for use by many threads.
/// </summary>
public abstract class MatchList
{
    private readonly ListItemPattern[] _items;
    private readonly List<TableProblem> _problems = [];

    private protected MatchList(IEnumerable<PlacedWord> words, TableOpener opener)
    {
        _items = [.. ListFile.Expand(words, opener, _problems)];
        foreach (var item in _items)
            _problems.AddRange(item.Table?.Problems ?? []);
    }

    /// <summary>What Postfix complains about in the list, its files and its tables, and what the list's own kind adds.</summary>
    public IReadOnlyList<TableProblem> Problems => _problems;

    private protected IReadOnlyList<ListItemPattern> Items => _items;

    private protected void Complain(TableProblem problem) => _problems.Add(problem);

    /// <summary>The first item that matches, by what the list's kind calls a match.</summary>
    private protected ListAnswer Find(Func<ListItemPattern, LookupStatus> match)
    {
        ListItemPattern? unread = null;
        foreach (var item in _items)
        {
            var status = item.Fixed ?? match(item);
            if (status == LookupStatus.Missing)
                continue;
            if (status == LookupStatus.Unknown)
            {
                // It decides nothing if what follows comes to the same; two that disagree can come to anything.
                if (unread is not null && unread.IsNegated != item.IsNegated)
                    return new(LookupStatus.Unknown, unread.Word);
                unread ??= item;
                continue;
            }
            var decided = status == LookupStatus.Failed ? LookupStatus.Failed : item.IsNegated ? LookupStatus.Missing : LookupStatus.Found;
            return unread is null || decided == Verdict(unread) ? new(decided, item.Word) : new(LookupStatus.Unknown, unread.Word);
        }
        return unread is null || Verdict(unread) == LookupStatus.Missing ? ListAnswer.Missing : new(LookupStatus.Unknown, unread.Word);
    }

    private static LookupStatus Verdict(ListItemPattern item) => item.IsNegated ? LookupStatus.Missing : LookupStatus.Found;
}
