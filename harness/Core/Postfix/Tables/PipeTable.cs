namespace Harness.Core.Postfix.Tables;

/// <summary>pipemap: each table is asked for what the one before it answered (dict_pipe.c).</summary>
internal sealed class PipeTable(string name, IReadOnlyList<LookupTable> members, bool foldsKeys) : LookupTable(name)
{
    public override bool IsFixed => members[0].IsFixed;

    public override IReadOnlyList<TableProblem> Problems { get; } = [.. members.SelectMany(m => m.Problems)];

    public override LookupResult Find(string key)
    {
        var answer = members[0].Find(foldsKeys && IsFixed ? CaseFold.Of(key) : key);
        for (int i = 1; i < members.Count && answer.Status == LookupStatus.Found; i++)
            answer = members[i].Find(answer.Value);
        return answer;
    }
}
