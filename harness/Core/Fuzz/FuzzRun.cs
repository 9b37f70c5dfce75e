using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Fuzz.Generation;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;

namespace Harness.Core.Fuzz;

/// <summary>How far a run is.</summary>
/// <param name="Played">Transactions so far.</param>
/// <param name="PerSecond">How many a second.</param>
/// <param name="Breaches">How many connections showed that an invariant does not hold.</param>
/// <param name="Doing">What goes on, in a few words.</param>
public sealed record FuzzProgress(int Played, double PerSecond, int Breaches, string Doing);

/// <summary>Plays generated transactions, several connections side by side, and judges what came of them.</summary>
/// <param name="target">The server under test.</param>
/// <param name="deadlines">How long each wait may take; <see cref="Patience"/> is for servers that are near.</param>
/// <param name="clock">Measures.</param>
/// <param name="generate">The transaction with a number, of a seed; by default those of <see cref="Transactions"/>.</param>
public sealed class FuzzRun(IFuzzTarget target, Deadlines deadlines, TimeProvider clock, Func<int, ulong, FuzzTransaction>? generate = null)
{
    private static readonly TimeSpan _quiet = TimeSpan.FromSeconds(15);

    // As long as the tenth refusal: then Postfix begins to wait before each answer (smtpd_soft_error_limit, postconf(5)).
    private const int MostRefusals = 9;
    private const int MostOnOneConnection = 10;
    private const int MostIdleConnections = 40;
    private const int MostHangs = 24;
    private const int Crowded = 8;

    private readonly Func<int, ulong, FuzzTransaction> _generate = generate ?? Transactions.Number;
    private readonly MailLedger _ledger = new();
    private readonly List<ConnectionSeen> _connections = [];
    private readonly Lock _gate = new();
    private int _dealt;
    private int _played;
    private int _idle;
    private int _hangs;
    private int _odd;

    /// <summary>10 s for an answer instead of half a minute: thousands are waited for.</summary>
    public static Deadlines Patience { get; } = Deadlines.Default with { Reply = TimeSpan.FromSeconds(10), EndOfData = TimeSpan.FromSeconds(10) };

    /// <summary>How many counterexamples are made small at the most.</summary>
    public int MostCounterexamples { get; init; } = 6;

    /// <summary>Plays a run.</summary>
    /// <param name="seed">Which transactions.</param>
    /// <param name="transactions">How many.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="stop">Deals no more transactions; what was played is judged all the same.</param>
    public async Task<FuzzRecord> PlayAsync(ulong seed, int transactions, IProgress<FuzzProgress>? progress, CancellationToken stop)
    {
        using IDisposable watching = target.Watch(_ledger);
        FuzzRecord record = new() { Target = target.Describe(), Seed = seed, Asked = transactions };
        var mail = new OrdinaryMail(new SessionPlayer(target, deadlines, clock), target.Manners, clock);
        if (await mail.DeliverAsync("before", CancellationToken.None) is { Accepted: false } refused)
        {
            return record with { NotEstablished = $"ordinary mail was not taken before the run: {refused.Detail}" };
        }

        long began = clock.GetTimestamp();
        string outsider = target.CrowdFor(OrdinaryMail.Client) ?? OrdinaryMail.Client;
        string[] clients = [outsider, .. target.CrowdFor("ipv6") is { } other && target.CrowdFor(OrdinaryMail.Client) is not null ? [other] : Array.Empty<string>()];
        int parallel = clients.Length > 1 ? target.Manners.Crowd : target.Manners.Parallel;
        await Task.WhenAll(Enumerable.Range(0, Math.Max(1, parallel)).Select(i => Task.Run(() => WorkAsync(clients[i % Crowded == Crowded - 1 ? ^1 : 0]), CancellationToken.None)));
        double seconds = clock.GetElapsedTime(began).TotalSeconds;

        progress?.Report(new FuzzProgress(_played, _played / Math.Max(seconds, 0.001), _odd, "waiting for deliveries"));
        FuzzJudgement judgement = await FuzzJudgement.OfAsync(_connections, _ledger, _quiet);
        Bracket after = await mail.DeliverAsync("after", CancellationToken.None);
        Breach[] found =
        [
            .. judgement.Breaches(_ledger, target.Facts[TargetFacts.Sender]),
            .. after.Accepted || mail.Fault is not null ? Array.Empty<Breach>() : [new Breach(BreachKind.NotAlive, 0, $"ordinary mail is not taken any more: {after.Detail}")],
        ];
        var search = new CounterexampleSearch(target, _ledger, deadlines, clock, outsider, MostCounterexamples);
        (Breach[] breaches, Breach[] late) = await search.ConfirmedAsync(found, _connections);
        return judgement.Into(record, _ledger) with
        {
            Played = _played,
            Seconds = Math.Round(seconds, 1),
            Breaches = breaches,
            Late = late,
            NotEstablished = _idle >= MostIdleConnections ? "the server turned away one connection after another before anything was said"
                : mail.Fault is { } fault ? $"ordinary mail could not be tried after the run: {fault}" : null,
            IsInterrupted = stop.IsCancellationRequested && _played < transactions,
            Counterexamples = await search.FindAsync(
                breaches, _connections, seed, n => progress?.Report(new FuzzProgress(_played, _played / seconds, breaches.Length, $"shrinking {n}")), stop),
        };

        async Task WorkAsync(string client)
        {
            while (!IsOver())
            {
                await using IVantage? vantage = await target.TakeAsync(client, CancellationToken.None);
                if (vantage is null)
                {
                    return;
                }

                int onThis = 0;
                ConnectionSeen seen = await new FuzzConnection(vantage, target.Facts, deadlines, clock).PlayAsync(Next, CancellationToken.None);
                StrictReading strict = StrictReading.Of(seen.Sent, seen.Replies);
                bool isOdd = WireOracle.Judge(seen, strict).Any();
                lock (_gate)
                {
                    _connections.Add(seen);
                    _played += seen.Played.Count;
                    _odd += isOdd ? 1 : 0;
                    _idle = seen.Played.Count == 0 ? _idle + 1 : 0;
                    _hangs += seen.End is ConnectionEnd.TimedOut or ConnectionEnd.Unreachable ? 1 : 0;
                    progress?.Report(new FuzzProgress(_played, _played / Math.Max(0.001, clock.GetElapsedTime(began).TotalSeconds), _odd, "playing"));
                }

                FuzzTransaction? Next(int refusals)
                {
                    if (IsOver() || onThis == MostOnOneConnection || (onThis > 0 && refusals + 4 > MostRefusals))
                    {
                        return null;
                    }

                    int number = Interlocked.Increment(ref _dealt);
                    onThis++;
                    return number <= transactions ? _generate(number, seed) : null;
                }
            }
        }

        bool IsOver() => stop.IsCancellationRequested || Volatile.Read(ref _dealt) >= transactions || _idle >= MostIdleConnections || _hangs >= MostHangs;
    }
}
