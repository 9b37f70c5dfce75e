using System.Collections.Concurrent;
using Harness.Core.Verdicts;

namespace Harness.Testing;

/// <summary>One run for all cases of a test method against one server.</summary>
internal sealed class PolicyRun
{
    private static readonly ConcurrentDictionary<(object Method, object Server), PolicyRun> _all = new();

    private readonly Lazy<Task<Judgement>> _judgement;
    private int _told;

    private PolicyRun(IReadOnlyList<PolicyCase> cases, Func<Task<PolicyTarget>> target, CancellationToken cancel)
        => _judgement = new(async () => await (await target()).JudgeAsync(cases, cancel));

    /// <summary>The run that has a case in it.</summary>
    /// <param name="asked">The case.</param>
    /// <param name="server">What tells servers apart.</param>
    /// <param name="target">Makes the server ready, once.</param>
    /// <param name="cancel">Gives up.</param>
    public static PolicyRun Of(PolicyCase asked, object server, Func<Task<PolicyTarget>> target, CancellationToken cancel)
    {
        (object method, IReadOnlyList<PolicyCase> cases) = SelectedCases.With(asked);
        return _all.GetOrAdd((method, server), _ => new PolicyRun(cases, target, cancel));
    }

    /// <summary>The judgement of all of them.</summary>
    public Task<Judgement> JudgementAsync() => _judgement.Value;

    /// <summary>Whether nobody was told yet why there is no judgement.</summary>
    public bool IsFirstToTell() => Interlocked.Exchange(ref _told, 1) == 0;
}
