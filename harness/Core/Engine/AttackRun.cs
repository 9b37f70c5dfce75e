using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;

namespace Harness.Core.Engine;

/// <summary>Plays a list of attacks, with their controls, between two ordinary deliveries.</summary>
/// <param name="target">The server under test.</param>
/// <param name="deadlines">How long each wait of a session may take.</param>
/// <param name="clock">The time of the record.</param>
public sealed class AttackRun(ITarget target, Deadlines deadlines, TimeProvider clock)
{
    // Ordinary mail is asked from a client that no attack is specific about.
    private const string OrdinaryClient = "outsider";

    private readonly SessionPlayer _player = new(target, deadlines, clock);

    /// <summary>How many sessions are open at the same time, at the most. The default is polite to a server that works.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>Plays all of it.</summary>
    /// <param name="attacks">The attacks, in the order of the record.</param>
    /// <param name="policy">The policy's name, for the record.</param>
    /// <param name="started">When the run began, the target's own start included.</param>
    /// <param name="progress">Told after each session.</param>
    /// <param name="cancel">Ends the run; nothing of it is kept.</param>
    public async Task<RunRecord> PlayAsync(
        IReadOnlyList<Attack> attacks, string policy, DateTimeOffset started, IProgress<Observation>? progress, CancellationToken cancel)
    {
        (Bracket before, bool answers) = await DeliverAsync("before", cancel);
        (Attack Attack, bool Control)[] sessions = [.. attacks.SelectMany<Attack, (Attack, bool)>(
            a => a.Control is null ? [(a, false)] : [(a, false), (a, true)])];
        var observations = new Observation[sessions.Length];
        await System.Threading.Tasks.Parallel.ForAsync(
            0,
            sessions.Length,
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancel },
            async (i, token) =>
            {
                // A server that says nothing to ordinary mail would say nothing hundreds of times, each after a deadline.
                observations[i] = answers
                    ? await _player.PlayAsync(sessions[i].Attack, sessions[i].Control, token)
                    : new Observation
                    {
                        Attack = sessions[i].Attack.Id,
                        IsControl = sessions[i].Control,
                        Missing = $"not played: the server did not answer ordinary mail: {before.Detail}",
                    };
                progress?.Report(observations[i]);
            });
        Bracket after = answers ? (await DeliverAsync("after", cancel)).Delivery : before with { When = "after" };

        return new RunRecord
        {
            Schema = RunRecord.CurrentSchema,
            Tool = $"smtp-harness {typeof(AttackRun).Assembly.GetName().Version?.ToString(3)}",
            Started = started,
            Seconds = Math.Round((clock.GetUtcNow() - started).TotalSeconds, 2),
            Policy = policy,
            Target = target.Describe(),
            Bracket = [before, after],
            Attacks = attacks,
            Observations = observations,
        };
    }

    private async Task<(Bracket Delivery, bool Answered)> DeliverAsync(string when, CancellationToken cancel)
    {
        var ordinary = new Attack
        {
            Id = $"bracket/{when}",
            Claim = "ordinary mail is taken",
            Source = new Source(Rfc: "5321"),
            From = OrdinaryClient,
            Steps = [new Submit("{sender}", "{recipient}", "offered", null)],
            Pass = [],
            Remedy = "",
        };
        Observation seen = await _player.PlayAsync(ordinary, control: false, cancel);
        string detail = seen.Fault ?? seen.Missing ?? seen.Outcome?.ToString() ?? "";
        bool answered = seen.Outcome is not { Ending: Ending.Closed or Ending.TimedOut };
        return (new Bracket(when, seen.Fault is null && seen.Outcome is { IsAccepted: true }, detail), answered);
    }
}
