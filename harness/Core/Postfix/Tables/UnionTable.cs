namespace Harness.Core.Postfix.Tables;

/// <summary>unionmap: the answers of all members, joined by commas; one that fails fails all (dict_union.c).</summary>
internal sealed class UnionTable(string name, IReadOnlyList<LookupTable> members, bool foldsKeys) : LookupTable(name)
{
    public override bool IsFixed => members[0].IsFixed;

    public override IReadOnlyList<TableProblem> Problems { get; } = [.. members.SelectMany(m => m.Problems)];

    public override LookupResult Find(string key)
    {
        // The first member says whether the whole has its keys folded.
        key = foldsKeys && IsFixed ? CaseFold.Of(key) : key;
        LookupResult? first = null;
        List<string>? values = null;
        bool unknown = false;
        foreach (var member in members)
        {
            var answer = member.Find(key);
            switch (answer.Status)
            {
                case LookupStatus.Failed:
                    return LookupResult.Failed;
                case LookupStatus.Unknown:
                    unknown = true;
                    break;
                case LookupStatus.Found when first is null:
                    first = answer;
                    break;
                case LookupStatus.Found:
                    (values ??= [first!.Value]).Add(answer.Value);
                    break;
            }
        }
        if (unknown)
            return LookupResult.Unknown;
        string value = values is null ? first?.Value ?? "" : string.Join(',', values.SkipWhile(v => v.Length == 0));
        return value.Length == 0 ? LookupResult.Missing : values is null ? first! : new(LookupStatus.Found, value, first!.Place);
    }
}
