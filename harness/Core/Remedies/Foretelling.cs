using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Verdicts;

namespace Harness.Core.Remedies;

/// <summary>Adds to a run what the access model has to say of it: predictions, and lines to paste.</summary>
public static class Foretelling
{
    /// <summary>The record with both.</summary>
    /// <param name="record">What was seen.</param>
    /// <param name="policy">By what it is judged; it says which claims are to be mended together.</param>
    /// <param name="server">The configuration that was under test.</param>
    public static RunRecord Add(RunRecord record, Policy policy, ServerUnderTest server)
    {
        RunRecord foretold = WithPredictions(record, server);
        return WithRemedies(Judge.Judging(foretold, policy), server);
    }

    private static RunRecord WithPredictions(RunRecord record, ServerUnderTest server)
    {
        var foreteller = new Foreteller(server, server.Main);
        ILookup<string, Session> sessions = record.Attacks.SelectMany(Session.Of).ToLookup(s => s.Attack.Id);
        return record with
        {
            Observations = [.. record.Observations.Select(seen => SessionOf(seen, sessions[seen.Attack]) is { } session && seen is { Client: { } client, Fault: null }
                ? seen with { Predicted = foreteller.Foretell(session, client)?.Predicted } : seen)],
        };
    }

    // Controls are there for the attacks' sake, and are many.
    private static Session? SessionOf(Observation seen, IEnumerable<Session> sessions)
        => seen.IsControl ? null : sessions.FirstOrDefault(s => !s.IsControl && s.Variant?.Name == seen.Variant);

    private static RunRecord WithRemedies(Judgement judgement, ServerUnderTest server)
    {
        Finding[] refuted = [.. judgement.Findings.Where(f => f.Verdict == Verdict.Fail)];
        if (refuted.Length == 0)
            return judgement.Record;
        var search = new RemedySearch(server, judgement.Record, judgement.Findings.Where(f => f.Level != Level.May).Select(f => f.Attack));
        Dictionary<string, string> today = [];
        var found = new Dictionary<string, RemedySearch.Found>();
        foreach (Finding finding in refuted)
        {
            if (search.For(finding.Attack, today, []) is { } remedy)
                found[finding.Attack.Id] = remedy;
        }

        return judgement.Record with
        {
            Remedies = [.. found.Select(f => new Remedy(f.Key, [.. f.Value.Changes.Select(c => new PasteLine(c.Key, c.Value, f.Value.Foretold))]))],
            Paste = Together([.. refuted.Where(f => f.Counts).Select(f => f.Attack)], found, search),
        };
    }

    private static PasteBlock? Together(IReadOnlyList<Attack> refuted, Dictionary<string, RemedySearch.Found> found, RemedySearch search)
    {
        if (refuted.Count < 2)
            return null;
        Dictionary<string, string> changes = [];
        var certain = new HashSet<string>();
        List<Attack> mended = [];
        List<string> named = [];
        foreach (Attack attack in refuted.Where(a => found.ContainsKey(a.Id)))
        {
            RemedySearch.Found alone = found[attack.Id];
            bool holds = alone.Foretold ? search.Holds(attack, changes) : alone.Changes.All(c => changes.GetValueOrDefault(c.Key) == c.Value);
            // Another value than a claim before it asked for would undo that one.
            bool contradicts = !alone.Foretold && alone.Changes.Any(c => changes.TryGetValue(c.Key, out string? other) && other != c.Value);
            if (!holds && !contradicts && search.For(attack, changes, mended) is { } more)
            {
                certain.UnionWith(more.Foretold ? more.Changes.Where(c => changes.GetValueOrDefault(c.Key) != c.Value).Select(c => c.Key) : []);
                changes = new(more.Changes);
                holds = true;
            }

            if (holds)
            {
                named.Add(attack.Id);
                mended.AddRange(alone.Foretold ? [attack] : Array.Empty<Attack>());
            }
        }

        if (changes.Count == 0)
            return null;
        // What one line is for another may need as well.
        named.AddRange(refuted.Where(a => !named.Contains(a.Id) && search.Holds(a, changes)).Select(a => a.Id));
        return new PasteBlock([.. refuted.Select(a => a.Id)], named, [.. changes.Select(c => new PasteLine(c.Key, c.Value, certain.Contains(c.Key)))]);
    }
}
