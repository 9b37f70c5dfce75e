using Harness.Core.Evidence;

namespace Harness.Core.Verdicts.Behaviour.Runs;

/// <summary>
/// What two runs of the catalogue saw differently, in as few statements as a person would make: the same change of answer within a
/// family of attacks is one. Pure.
/// </summary>
public static class RunComparison
{
    /// <summary>Compares them.</summary>
    /// <param name="before">The one run.</param>
    /// <param name="after">The other.</param>
    /// <param name="policy">What both are judged by.</param>
    /// <param name="allowed">Expected changes.</param>
    /// <param name="files">The files that they were read from; null for one that was just played.</param>
    public static Comparison Of(RunRecord before, RunRecord after, Policy policy, Allowance allowed, (string? Before, string? After) files)
    {
        Dictionary<(string, string?, bool), SeenAnswer> old = Answers(before), now = Answers(after);
        Dictionary<string, string> wasHeld = Verdicts(before, policy), isHeld = Verdicts(after, policy);
        SeenChange[] compared = [.. old.Where(o => now.ContainsKey(o.Key)).Select(o => new SeenChange(o.Value, now[o.Key], wasHeld.GetValueOrDefault(o.Key.Item1), isHeld.GetValueOrDefault(o.Key.Item1)))];
        HashSet<string> answeredOtherwise = [.. compared.Where(c => c.Kind is not null).Select(c => c.Attack)];
        SeenChange[] changes =
        [
            .. compared.Where(c => c.Kind is not null),
            // The same answers are held for something else: what was offered, logged, or delivered.
            .. compared.Where(c => !c.IsControl && c.JudgedOtherwise && !answeredOtherwise.Contains(c.Attack)).DistinctBy(c => c.Attack),
        ];
        Difference[] differences =
        [
            .. changes.GroupBy(c => (c.Family, Kind: c.Kind ?? ChangeKind.Answers, c.Words, c.IsControl, c.Held))
                .Select(g => Statement([.. g], before, after, allowed)).OrderBy(d => d.Kind).ThenByDescending(d => d.Sessions),
        ];
        return new(Side(before, old.Count, files.Before), Side(after, now.Count, files.After), differences)
        {
            IsOfAttacks = true,
            Sessions = compared.Length,
            Differing = changes.Length,
            Basis = $"{compared.Select(c => c.Attack).Distinct().Count()} attacks, played on both sides",
            HasExpectations = !allowed.IsEmpty,
            Alone = (Only(old, now), Only(now, old)),
            Remarks = before.Policy == after.Policy ? [] : [$"the runs were judged by {before.Policy} and by {after.Policy}: here both are by {policy.Name}"],
        };
    }

    /// <summary>
    /// A run in which what was answered alike when it was played once more stands as it was answered then: what a server does now and
    /// then is no difference.
    /// </summary>
    /// <param name="before">What it is compared with.</param>
    /// <param name="after">The run.</param>
    /// <param name="again">The attacks that differ, played once more.</param>
    /// <returns>The run, and the attacks that were not answered the same way twice.</returns>
    public static (RunRecord Run, IReadOnlyList<string> Unsteady) Steadied(RunRecord before, RunRecord after, RunRecord again)
    {
        Dictionary<(string, string?, bool), SeenAnswer> old = Answers(before), once = Answers(after), twice = Answers(again);
        SeenAnswer[] steady = [.. twice.Values.Where(t => old.TryGetValue(t.Key, out SeenAnswer? was) && SeenAnswer.Change(was, t) is null
            && once.TryGetValue(t.Key, out SeenAnswer? first) && SeenAnswer.Change(was, first) is not null)];
        var keys = steady.Select(s => s.Key).ToHashSet();
        return (after with { Observations = [.. after.Observations.Where(o => !keys.Contains(new SeenAnswer(o).Key)), .. steady.Select(s => s.Seen)] },
            [.. steady.Select(s => s.Seen.Attack).Distinct().Order(StringComparer.Ordinal)]);
    }

    private static Dictionary<(string, string?, bool), SeenAnswer> Answers(RunRecord run)
        => run.Observations.Select(o => new SeenAnswer(o)).Where(a => a.IsPlayed).DistinctBy(a => a.Key).ToDictionary(a => a.Key);

    private static Dictionary<string, string> Verdicts(RunRecord run, Policy policy)
        => Judge.Judging(run, policy).Findings.DistinctBy(f => f.Attack.Id).ToDictionary(f => f.Attack.Id, f => f.Verdict.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    // A record is named by its file, so that two of the same configuration are told apart.
    private static ComparedSide Side(RunRecord run, int played, string? file) => new(file ?? run.Target.Name, run.Target.Software, played) { IsRecorded = file is not null };

    private static IReadOnlyList<string> Only(Dictionary<(string Attack, string?, bool), SeenAnswer> here, Dictionary<(string Attack, string?, bool), SeenAnswer> there)
    {
        var others = there.Keys.Select(k => k.Attack).ToHashSet(StringComparer.Ordinal);
        return [.. here.Keys.Select(k => k.Attack).Distinct().Where(a => !others.Contains(a)).Order(StringComparer.Ordinal)];
    }

    private static Difference Statement(SeenChange[] same, RunRecord before, RunRecord after, Allowance allowed)
    {
        SeenChange first = same[0];
        string[] ids = [.. same.Select(c => c.Attack).Distinct()];
        string whose = $"{(first.IsControl ? "control of " : "")}{Together(ids)}";
        ChangeKind kind = first.Kind ?? ChangeKind.Answers;
        string headline = $"{whose}: {first.Words}";
        return new(kind, headline, allowed.Covers(kind, headline), same.Length, first.Before.Full(first.WasHeld), first.After.Full(first.IsHeld), (Replay(before, first), Replay(after, first)))
        {
            Whose = [ids],
            Example = same.Length == 1 && first.Before.Seen.Variant is null ? null : first.Name,
        };
    }

    // The longest beginning that they have in common, as the command line's globs name it.
    private static string Together(string[] ids)
    {
        if (ids.Length == 1)
            return ids[0];
        string[] shared = ids[0].Split('/');
        foreach (string[] parts in ids.Skip(1).Select(i => i.Split('/')))
            shared = [.. shared.Zip(parts).TakeWhile(p => p.First == p.Second).Select(p => p.First)];
        return $"{string.Concat(shared.Select(s => s + "/"))}*";
    }

    private static string Replay(RunRecord run, SeenChange change)
        => run.Target.MainCf is null && !run.Target.Software.StartsWith("Postfix", StringComparison.Ordinal)
            ? $"smtp-harness certify --server {Word(run.Target.Name)} --only {change.Attack} --verbose"
            : $"smtp-harness certify {Word(run.Target.Name)} --only {change.Attack} --verbose";

    private static string Word(string name) => name.All(c => char.IsAsciiLetterOrDigit(c) || "@%_+=:,./-".Contains(c, StringComparison.Ordinal)) && name.Length > 0 ? name : $"'{name.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
