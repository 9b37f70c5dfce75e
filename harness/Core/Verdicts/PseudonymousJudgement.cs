using System.Security.Cryptography;
using Harness.Core.Evidence;
using Harness.Core.Evidence.Pseudonyms;
using Harness.Core.Scenarios;

namespace Harness.Core.Verdicts;

/// <summary>A judgement that can be shown to others: whatever any report makes of it has no name of a mailbox in it.</summary>
public static class PseudonymousJudgement
{
    /// <summary>Judged from the record as it is, and told with tokens.</summary>
    /// <param name="judgement">The judgement.</param>
    /// <param name="key">The secret that makes the tokens; null: one that nobody keeps.</param>
    /// <param name="clients">Whether addresses and names of clients get tokens as well.</param>
    public static Judgement Of(Judgement judgement, byte[]? key, bool clients)
    {
        RunRecord original = judgement.Record;
        var names = PseudonymousRecord.Learn(original, key ?? RandomNumberGenerator.GetBytes(32), clients);
        RunRecord record = PseudonymousRecord.Of(original, names);
        Dictionary<Observation, Observation> observations = new(ReferenceEqualityComparer.Instance);
        Dictionary<Attack, Attack> attacks = new(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < original.Observations.Count; i++)
        {
            observations[original.Observations[i]] = record.Observations[i];
        }

        for (int i = 0; i < original.Attacks.Count; i++)
        {
            attacks[original.Attacks[i]] = record.Attacks[i];
        }

        return judgement with
        {
            Record = record,
            Findings = [.. judgement.Findings.Select(f => f with
            {
                Attack = attacks[f.Attack],
                Reason = names.Of(f.Reason),
                Observation = f.Observation is null ? null : observations[f.Observation],
                Control = f.Control is null ? null : observations[f.Control],
                Expected = f.Expected is null ? null : names.OfProse(f.Expected),
            })],
            Remarks = [.. judgement.Remarks.Select(names.Of)],
        };
    }
}
