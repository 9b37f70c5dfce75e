using Harness.Core.Catalogue;
using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Scenarios;

namespace Harness.Core.Merging;

/// <summary>One run record out of shards of it.</summary>
public static class RunJoin
{
    /// <summary>
    /// Joins them: every attack once and in the catalogue's order, all ordinary mail. What mends everything at once is
    /// left out, since no machine saw everything.
    /// </summary>
    /// <returns>A whole run where no shard is missing; else one that says so by having no claims of those that are.</returns>
    /// <exception cref="FormatException">The shards are not of one list of attacks; the message names an attack.</exception>
    public static RunRecord Of(TargetRuns target)
    {
        if (target.Runs is [{ Record: { Shard: null } whole }])
            return whole;
        Dictionary<string, NamedRun> owner = [];
        foreach (NamedRun run in target.Runs)
        {
            foreach (Attack attack in run.Record.Attacks)
            {
                if (!owner.TryAdd(attack.Id, run))
                    throw new FormatException($"attack {TargetRuns.Short(attack.Id)} of {TargetRuns.Short(target.Target)} stands in {owner[attack.Id].File} and in {run.File}: they were not cut from the same list");
            }
        }

        if (target.Missing.Count == 0)
            RequireOneList(target, [.. owner.Keys]);
        RunRecord first = target.Runs[0].Record;
        IReadOnlyList<RunRecord> records = [.. target.Runs.Select(r => r.Record)];
        Attack[] attacks = InOrder(records.SelectMany(r => r.Attacks));
        Dictionary<string, int> places = attacks.Select((a, at) => (a.Id, at)).ToDictionary(p => p.Id, p => p.at);
        return first with
        {
            Shard = null,
            Started = records.Min(r => r.Started),
            // Machines work side by side.
            Seconds = records.Max(r => r.Seconds),
            Target = first.Target with
            {
                Overlay = [.. records.SelectMany(r => r.Target.Overlay).Distinct()],
                Clients = [.. records.SelectMany(r => r.Target.Clients).Distinct()],
                Warnings = [.. records.SelectMany(r => r.Target.Warnings).Distinct()],
                OtherCertificates = [.. records.SelectMany(r => r.Target.OtherCertificates.Append(r.Target.CertificateSha256)).OfType<string>().Distinct().Where(c => c != first.Target.CertificateSha256)],
                StandIns = [.. records.SelectMany(r => r.Target.StandIns).Distinct()],
            },
            Bracket = [.. records.SelectMany(r => r.Bracket)],
            Attacks = attacks,
            Observations = [.. records.SelectMany(r => r.Observations).OrderBy(o => places.GetValueOrDefault(o.Attack, int.MaxValue))],
            Remedies = [.. records.SelectMany(r => r.Remedies).OrderBy(r => places.GetValueOrDefault(r.Attack, int.MaxValue))],
            Paste = null,
            Judgement = null,
        };
    }

    private static void RequireOneList(TargetRuns target, string[] all)
    {
        foreach (NamedRun run in target.Runs)
        {
            HashSet<string> dealt = [.. Shard.Parse(run.Record.Shard!).Select(all, id => id)];
            if (run.Record.Attacks.FirstOrDefault(a => !dealt.Contains(a.Id)) is { } stray)
                throw new FormatException($"attack {TargetRuns.Short(stray.Id)} of {TargetRuns.Short(target.Target)} does not belong to {run.File} (shard {run.Record.Shard}): the shards were cut with different --only, --except or --policy");
        }
    }

    private static Attack[] InOrder(IEnumerable<Attack> attacks)
    {
        Dictionary<string, int> catalogue = AttackCatalogue.Shipped().Attacks.Select((a, at) => (a.Id, at)).ToDictionary(p => p.Id, p => p.at);
        return [.. attacks.OrderBy(a => catalogue.GetValueOrDefault(a.Id, int.MaxValue)).ThenBy(a => a.Id, StringComparer.Ordinal)];
    }
}
