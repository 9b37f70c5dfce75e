using System.Collections.Concurrent;
using System.Diagnostics;
using Harness.Core.Postfix.Access;

namespace Harness.Lab.Plays.Lane;

/// <summary>
/// Many sessions, played on the lane and held against the access model. What is answered otherwise is played once more where smtpd is
/// traced before it counts: a machine that is too busy for a moment has said nothing about Postfix.
/// </summary>
/// <param name="target">The configuration that is loaded.</param>
/// <param name="server">Its server side.</param>
/// <param name="model">What foretells it.</param>
public sealed class MatrixRun(LabTarget target, LabServer server, AccessModel model)
{
    /// <summary>Plays them.</summary>
    /// <param name="sessions">Drawn as they are played; those of one client should come one after another.</param>
    /// <param name="stepped">Told how many have been played, now and then, from any thread.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="sideBySide">How many connections are open at the same time.</param>
    /// <exception cref="LabException">The lab cannot be spoken to at all.</exception>
    public async Task<MatrixResult> PlayAsync(IEnumerable<AccessSession> sessions, Action<int> stepped, CancellationToken cancel, int sideBySide = AccessLane.SideBySide)
    {
        var listener = new Listener(model, stepped);
        var clock = Stopwatch.StartNew();
        await target.AccessLane(server).PlayAsync(sessions, listener, cancel, sideBySide);
        TimeSpan elapsed = clock.Elapsed;
        stepped(listener.Played);
        return new MatrixResult(listener.Played, elapsed, await DifferingAsync([.. listener.Suspects], cancel));
    }

    /// <summary>Plays sessions where smtpd is traced.</summary>
    /// <returns>Those that are not answered as the model says.</returns>
    public async Task<IReadOnlyList<PlayedSession>> DifferingAsync(IReadOnlyList<AccessSession> sessions, CancellationToken cancel)
    {
        IReadOnlyList<PlayedSession> played = sessions.Count == 0 ? [] : await target.AccessPlayer().PlayAsync(sessions, cancel);
        AccessSession[] again = [.. played.Where(p => p.Fault is not null).Select(p => p.Session)];
        return [.. played.Where(p => p.Fault is null).Concat(again.Length == 0 ? [] : await target.AccessPlayer().PlayAsync(again, cancel)).Where(p => !Agrees(p))];
    }

    private bool Agrees(PlayedSession played) => model.Decide(played.Session) is var predicted
        && (predicted.UnknownBecause is not null || (played.Observed is { } seen && seen.Stage == predicted.Stage && seen.Code == predicted.Code && seen.Enhanced == predicted.Enhanced
            && (seen.Text == predicted.Text || predicted is { Stage: AccessCommand.EndOfData, Code: 250 })));

    private sealed class Listener(AccessModel model, Action<int> stepped) : ILaneListener
    {
        private const int StepsOf = 128;
        private int _played;

        public ConcurrentQueue<AccessSession> Suspects { get; } = [];

        public int Played => _played;

        public void Answered(AccessSession session, LaneAnswer answer)
        {
            AccessOutcome predicted = model.Decide(session);
            // What the model does not tell is no disagreement.
            if (predicted.UnknownBecause is null && !answer.Is(predicted))
            {
                Suspects.Enqueue(session);
            }

            Step();
        }

        public void Failed(AccessSession session, string fault)
        {
            Suspects.Enqueue(session);
            Step();
        }

        private void Step()
        {
            if (Interlocked.Increment(ref _played) is var played && played % StepsOf == 0)
            {
                stepped(played);
            }
        }
    }
}

/// <summary>What a run over many sessions came to.</summary>
/// <param name="Played">How many were played.</param>
/// <param name="Elapsed">How long that took, without the repetitions.</param>
/// <param name="Differing">Those that were not answered as foretold, twice.</param>
public sealed record MatrixResult(int Played, TimeSpan Elapsed, IReadOnlyList<PlayedSession> Differing);
