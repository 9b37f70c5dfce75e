using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using Harness.Core.Verdicts;

namespace Harness.Core.Mutation.Trials;

/// <summary>Attacks one mutant until something tells.</summary>
/// <param name="host">Where it is loaded.</param>
/// <param name="suite">The attacks.</param>
/// <param name="order">In which order they come.</param>
/// <param name="prover">What can prove that there is nothing to tell.</param>
/// <param name="clock">The time.</param>
internal sealed class MutantTrial(IMutantHost host, Suite suite, KillerOrder order, IEquivalence prover, TimeProvider clock)
{
    // Nothing waits for a mutant that much longer than the original took.
    private static readonly Deadlines _deadlines = Deadlines.Default with { Reply = TimeSpan.FromSeconds(10), EndOfData = TimeSpan.FromSeconds(15), Tls = TimeSpan.FromSeconds(5) };
    private static readonly Deadlines _impatient = _deadlines with { Reply = TimeSpan.FromSeconds(5) };

    /// <summary>Loads it and plays.</summary>
    public async Task<Trial> RunAsync(Mutant mutant, CancellationToken cancel)
    {
        long began = clock.GetTimestamp();
        Trial trial = await SafelyAsync(mutant, again: false, cancel) ?? (await SafelyAsync(mutant, again: true, cancel))!;
        if (trial.Killer is { } killer)
        {
            order.Credit(killer);
        }

        return trial with { Seconds = Math.Round(clock.GetElapsedTime(began).TotalSeconds, 2) };
    }

    // One mutant that the lab cannot handle must not cost what was found of the others.
    private async Task<Trial?> SafelyAsync(Mutant mutant, bool again, CancellationToken cancel)
    {
        try
        {
            return await TryAsync(mutant, again, cancel);
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            return again ? new Trial(mutant, Fate.NotEstablished, Visible.Escape(fault.Message)) : null;
        }
    }

    // Null: it is to be tried again, on a server that has started anew.
    private async Task<Trial?> TryAsync(Mutant mutant, bool again, CancellationToken cancel)
    {
        LoadedMutant loaded = await host.LoadAsync(mutant.Text, again, cancel);
        if (loaded.Target is not { } target)
        {
            return new Trial(mutant, Fate.Killed, $"Postfix refuses it: {loaded.Refused}");
        }

        if (prover.IsSame(loaded))
        {
            return new Trial(mutant, Fate.Equivalent, "to Postfix it is the same configuration: every parameter has the value that it had");
        }

        (Bracket mail, string? stopped, bool isAnswered) = await DeliverAsync(loaded, target, cancel);
        if (!mail.Accepted)
        {
            // Silence may be what the mutant before left behind.
            return stopped is null && !isAnswered && !again ? null : new Trial(mutant, Fate.Killed, stopped is null ? $"ordinary mail is not taken: {mail.Detail}" : $"Postfix stops over it: {stopped}");
        }

        Prediction prediction = prover.Predict(mutant);
        int played = 0;
        Finding? unclear = null;
        foreach (IReadOnlyList<Attack> part in order.For(mutant))
        {
            foreach (Finding wrong in await PlayAsync(target, part, mail, cancel))
            {
                // What goes wrong once may be this machine's doing.
                if (await PlayAsync(target, [wrong.Attack], mail, cancel) is not [var second])
                {
                    continue;
                }

                if (second.Verdict != Verdict.Error)
                {
                    return new Trial(mutant, Fate.Killed, second.Reason) { Killer = second.Attack.Id, Played = played + part.Count };
                }

                unclear = second;
            }

            played += part.Count;
            if (prediction.IsSame)
            {
                if (await prover.ConfirmAsync(mutant, cancel) is { } confirmed)
                {
                    return new Trial(mutant, Fate.Equivalent, confirmed) { Played = played };
                }

                prediction = Prediction.Unknown;
                target = (await host.LoadAsync(mutant.Text, false, cancel)).Target ?? target;
            }
        }

        return unclear is not null
            ? new Trial(mutant, Fate.NotEstablished, $"{unclear.Attack.Id}: {unclear.Reason}") { Played = played }
            : new Trial(mutant, Fate.Survived, $"all {played} attacks that hold on the original hold") { Played = played, WouldTell = prediction.Differs };
    }

    private async Task<(Bracket Mail, string? Stopped, bool IsAnswered)> DeliverAsync(LoadedMutant loaded, ITarget target, CancellationToken cancel)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task<string> stopping = loaded.StoppedAsync(enough.Token);
        var ordinary = new OrdinaryMail(new SessionPlayer(target, _impatient, clock), target.Manners, clock);
        Task<Bracket> delivering = ordinary.DeliverAsync("before", enough.Token);
        try
        {
            // A service that cannot start is started again and again, while the client waits for a greeting.
            if (await Task.WhenAny(stopping, delivering) == delivering && await delivering is { Accepted: true } taken)
            {
                return (taken, null, true);
            }

            string? stopped = stopping.IsCompletedSuccessfully ? await stopping : null;
            Bracket mail = delivering.IsCompletedSuccessfully ? await delivering : new Bracket("before", false, stopped ?? "");
            return (mail with { Accepted = false }, stopped, ordinary.Answered);
        }
        finally
        {
            await enough.CancelAsync();
            await Task.WhenAll(stopping, delivering).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<IReadOnlyList<Finding>> PlayAsync(ITarget target, IReadOnlyList<Attack> attacks, Bracket mail, CancellationToken cancel)
    {
        IReadOnlyList<Observation> seen = await new AttackRun(target, _deadlines, clock).PlayAllAsync(attacks, cancel);
        return [.. suite.Judging(attacks, seen, mail).Where(f => f.Verdict is not (Verdict.Pass or Verdict.NotApplicable)).OrderByDescending(f => f.Verdict)];
    }
}
