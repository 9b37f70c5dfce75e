using Harness.Core.Mutation;
using Harness.Core.Mutation.Trials;
using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Explaining;
using Harness.Core.Postfix.Access.Matrix;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Scenarios;
using Harness.Lab.Plays;

namespace Harness.Lab.Mutants;

/// <summary>
/// Takes for equivalent what comes to the same parameters, and what the access model decides alike in every session of the matrix
/// where the server itself does so in those that meet the mistake.
/// </summary>
public sealed class ModelEquivalence : IEquivalence
{
    private const int Played = 900;
    private const int AMutant = 160;

    private readonly MutantHost _host;
    private readonly string? _effective;
    private readonly ConfigurationModels _models;
    private readonly MainCf _original;
    private readonly (AccessSession Session, AccessOutcome Outcome)[] _matrix;
    private readonly Dictionary<AccessSession, AccessOutcome> _seen;

    private ModelEquivalence(
        MutantHost host, string? effective, ConfigurationModels models, MainCf original, IReadOnlyList<AccessSession> matrix, IReadOnlyList<PlayedSession> played)
    {
        (_host, _effective, _models, _original) = (host, effective, models, original);
        _matrix = [.. matrix.Select(s => (s, models.Original.Decide(s)))];
        _seen = new Dictionary<AccessSession, AccessOutcome>(ReferenceEqualityComparer.Instance);
        // Where model and server do not agree about the original, the model proves nothing.
        foreach (PlayedSession one in played.Where(p => p.Observed is { } seen && AnswerOf(seen) == AnswerOf(models.Original.Decide(p.Session))))
        {
            _seen[one.Session] = one.Observed!;
        }
    }

    /// <summary>How many of those that were played at the original it foretold.</summary>
    public int Foretold => _seen.Count;

    /// <summary>Reads the original from the lab and plays a sample of the matrix at it.</summary>
    /// <param name="host">The lab.</param>
    /// <param name="original">The text of the original's main.cf.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<ModelEquivalence> BeginAsync(MutantHost host, string original, CancellationToken cancel)
    {
        LoadedMutant plain = await host.LoadAsync(original, false, cancel);
        LabTarget target = (LabTarget)(await host.LoadAsync(original + PatientLimits.Lines, false, cancel)).Target!;
        ConfigurationModels models = await ConfigurationModels.ReadAsync(host.Lab, target, original, PatientLimits.Lines, cancel);
        MatrixAxes axes = OrdinaryAxes.Of(
            models.Parameters, target.MatrixClients(), target.Facts[TargetFacts.Recipient].Split('@')[0], target.Facts[TargetFacts.OutsideDomain]);
        IReadOnlyList<AccessSession> sample = AccessMatrix.Sample(axes, Played);
        IReadOnlyList<PlayedSession> played = await target.AccessPlayer().PlayAsync(sample, cancel);
        AccessSession[] matrix = [.. sample, .. AccessMatrix.Pairs(axes)];
        return new ModelEquivalence(host, plain.Effective, models, MainCf.Parse(original, ""), matrix, played);
    }

    /// <inheritdoc/>
    public bool IsSame(LoadedMutant mutant) => _effective is not null && mutant.Effective == _effective;

    /// <inheritdoc/>
    public Prediction Predict(Mutant mutant)
    {
        AccessModel model = _models.Of(mutant.Text);
        bool isSame = DecidesOnly(mutant);
        foreach ((AccessSession session, AccessOutcome before) in _matrix)
        {
            AccessOutcome after = model.Decide(session);
            if (before.UnknownBecause is null && after.UnknownBecause is null && AnswerOf(before) != AnswerOf(after))
            {
                return new Prediction(false, $"{SessionWords.Of(session)}: {AnswerOf(before)} becomes {AnswerOf(after)}");
            }

            isSame &= before.UnknownBecause == after.UnknownBecause;
        }

        return new Prediction(isSame, null);
    }

    /// <inheritdoc/>
    public async Task<string?> ConfirmAsync(Mutant mutant, CancellationToken cancel)
    {
        if ((await _host.LoadAsync(mutant.Text + PatientLimits.Lines, false, cancel)).Target is not LabTarget target)
        {
            return null;
        }

        AccessSession[] sessions = Meeting(mutant);
        foreach (PlayedSession one in await target.AccessPlayer().PlayAsync(sessions, cancel))
        {
            if (one.Observed is not { } seen || AnswerOf(seen) != AnswerOf(_seen[one.Session]))
            {
                return null;
            }
        }

        return $"the access model decides all {_matrix.Length} sessions of the matrix as before, and the server {sessions.Length} of them that meet the mistake";
    }

    // Those in which a restriction is asked that the mistake is about, with either configuration; others where there are few.
    private AccessSession[] Meeting(Mutant mutant)
    {
        AccessModel model = _models.Of(mutant.Text);
        return [.. _seen.Keys
            .OrderByDescending(s => Asks(_models.Original.Explain(s), mutant) || Asks(model.Explain(s), mutant))
            .Take(AMutant)];
    }

    private static bool Asks(AccessExplanation explanation, Mutant mutant)
        => explanation.Lists.SelectMany(l => l.Steps).Any(s => mutant.Restrictions.Contains(s.Restriction));

    // Where mail goes that was let in, and what is encrypted, the model does not know: only what decides about access counts.
    private bool DecidesOnly(Mutant mutant)
    {
        MainCf mutated = MainCf.Parse(mutant.Text, "");
        HashSet<string> classes = [.. _original.Items("smtpd_restriction_classes").Select(i => i.Word)];
        return mutated.Settings.Concat(_original.Settings).Select(s => s.Name).Distinct()
            .Where(n => mutated.Find(n)?.Value != _original.Find(n)?.Value)
            .All(n => classes.Contains(n) || (n.StartsWith("smtpd_", StringComparison.Ordinal) && n.EndsWith("_restrictions", StringComparison.Ordinal))
                || n is "smtpd_relay_before_recipient_restrictions" || n.EndsWith("_reject_code", StringComparison.Ordinal));
    }

    // The queue id of a message that was taken is another each time.
    private static string AnswerOf(AccessOutcome outcome)
        => outcome.Fatal is { } fatal ? $"smtpd stops: {fatal}"
        : $"{outcome.Code} {outcome.Enhanced} {(outcome.Stage == AccessCommand.EndOfData && outcome.Code == 250 ? "" : outcome.Text)} (at {outcome.Stage.ToWord()})";
}
