using System.Collections.Concurrent;
using System.Globalization;
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
    private readonly SessionPlayer _player = new(target, deadlines, clock);
    private readonly Screening _screening = new(target, deadlines, clock);
    private readonly Manners _manners = target.Manners;
    private readonly ConcurrentDictionary<Session, Observation> _seen = [];
    private readonly Feasibility _feasibility = new(target);
    private readonly Pace _pace = new(target.Manners.Rate, clock);
    private IProgress<Observation>? _progress;
    private readonly Halt _halt = new();
    private readonly KeptEvidence _kept = new();

    /// <summary>What playing these attacks means for the server, before anything is played.</summary>
    public RunPlan Plan(IReadOnlyList<Attack> attacks)
    {
        Session[] played = [.. Shared([.. attacks.SelectMany(Session.Of)]).Values.Distinct().Where(s => _feasibility.Lacking(s.Attack) is null)];
        string[][] messages = [.. played.SelectMany(s => s.Messages(target.Facts)).Select(m => m.Where(r => _manners.MayReach?.Invoke(r) ?? true).ToArray())];
        int tried = played.Where(s => s.TriesMail(_manners)).Sum(s => s.IsSlow || s.Flood is not null ? 2 : 1);
        string recipient = $"<{target.Facts[TargetFacts.Recipient]}>";
        return new RunPlan(
            played.Length,
            messages.Count(m => m.Contains(recipient, StringComparer.OrdinalIgnoreCase)) + RunPlan.OrdinaryMessages + tried,
            messages.Count(m => m.Any(r => !r.Equals(recipient, StringComparison.OrdinalIgnoreCase))))
        {
            Tried = tried,
            Slow = TimeSpan.FromSeconds(played.Sum(s => s.SlowSeconds)),
        };
    }

    /// <summary>Plays all of it.</summary>
    /// <param name="attacks">The attacks, in the order of the record.</param>
    /// <param name="policy">The policy's name, for the record.</param>
    /// <param name="started">When the run began, the target's own start included.</param>
    /// <param name="progress">Told once of each session that was played, <see cref="RunPlan.Attacks"/> times in all.</param>
    /// <param name="cancel">Ends the run; nothing of it is kept.</param>
    public async Task<RunRecord> PlayAsync(
        IReadOnlyList<Attack> attacks, string policy, DateTimeOffset started, IProgress<Observation>? progress, CancellationToken cancel)
    {
        _progress = progress;
        var bracket = new OrdinaryMail(_player, _manners, clock);
        Bracket before = await bracket.DeliverAsync("before", cancel);
        // A server that says nothing to ordinary mail would say nothing hundreds of times, each after a deadline.
        if (!bracket.Answered || (_manners.LeavesAt421 && bracket.WasAskedToLeave))
        {
            _halt.Because($"{(bracket.Answered ? "the server asked to be left alone" : "the server did not answer ordinary mail")}: {before.Detail}");
        }

        IReadOnlyList<Observation> observations = await PlayAllAsync(attacks, cancel);
        // A server that is left alone is not written to again: then there is nothing to say about the time after the attacks.
        Bracket[] after = _halt.Why is null ? [await bracket.DeliverAsync("after", cancel)] : before.Accepted ? [] : [before with { When = "after" }];
        return new RunRecord
        {
            Schema = RunRecord.CurrentSchema,
            Tool = RunRecord.CurrentTool,
            Started = started,
            Seconds = Math.Round((clock.GetUtcNow() - started).TotalSeconds, 2),
            Policy = policy,
            Target = target.Describe(),
            Bracket = [before, .. after],
            Attacks = attacks,
            Observations = observations,
        };
    }

    /// <summary>Plays attacks with their controls, and no ordinary mail before and after them: whoever plays them in parts delivers it once.</summary>
    /// <param name="attacks">The attacks.</param>
    /// <param name="cancel">Ends it; nothing of it is kept.</param>
    /// <returns>What each session left behind, in the attacks' order.</returns>
    public async Task<IReadOnlyList<Observation>> PlayAllAsync(IReadOnlyList<Attack> attacks, CancellationToken cancel)
    {
        Session[] sessions = [.. attacks.SelectMany(Session.Of)];
        Dictionary<Session, Session> played = Shared(sessions);
        foreach (IGrouping<string, Session> circumstance in played.Values.Distinct()
            .GroupBy(s => string.Join(' ', s.Attack.When.Select(w => $"{w.Key}={w.Value}"))).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            await PlayAsync([.. circumstance], cancel);
        }

        if (target.HasLists)
        {
            await target.SwitchAsync(new Dictionary<string, string>(), cancel);
        }

        if (_manners.RetryAfter is { } wait)
        {
            await PlayAgainAsync([.. played.Values.Distinct().Where(s => _seen.TryGetValue(s, out Observation? seen) && IsPutOff(seen))], wait, cancel);
        }

        // The fewest first: what a flood makes of a server lasts (stress of postconf(5)).
        await EachAsync(played.Values.Distinct().Where(s => !_seen.ContainsKey(s)).OrderBy(s => s.Flood!.Addresses), 1, PlayAndKeepAsync, cancel);
        return [.. sessions.Select(s => _seen[played[s]] with { Attack = s.Attack.Id, Variant = s.Variant?.Name })];
    }

    // The controls of a family are often one and the same session, and two claims about a slow client are: it is played once.
    private Dictionary<Session, Session> Shared(IReadOnlyList<Session> sessions)
    {
        Dictionary<string, Session> byKey = [];
        Dictionary<Session, Session> played = [];
        foreach (Session session in sessions)
        {
            played[session] = session;
            if ((session.IsControl || session.IsSlow) && _feasibility.Lacking(session.Attack) is null)
            {
                string key = session.Key(target.Facts);
                played[session] = byKey.TryGetValue(key, out Session? same) ? same : byKey[key] = session;
            }
        }

        return played;
    }

    private async Task PlayAsync(IReadOnlyList<Session> sessions, CancellationToken cancel)
    {
        List<Session> able = [];
        foreach (Session session in sessions)
        {
            if (_feasibility.Lacking(session.Attack) is { } lacking)
            {
                _seen[session] = session.Unseen with { Lacking = lacking };
            }
            else
            {
                able.Add(session);
            }
        }

        IReadOnlyDictionary<string, string> lists = sessions[0].Attack.When;
        if (able.Count == 0)
        {
            return;
        }

        if (target.HasLists && _halt.Why is null)
        {
            await target.SwitchAsync(lists, cancel);
        }

        Session[] slow = [.. able.Where(s => s.IsSlow)];
        Task waiting = EachAsync(_manners.Slow > 0 ? slow : [], Math.Max(1, _manners.Slow), PlayAndKeepAsync, cancel);
        await ScreenAsync([.. able.Where(s => s is { Variant: not null, IsSlow: false })], cancel);
        await EachAsync(able.Where(s => s is { IsSlow: false, Flood: null } && !_seen.ContainsKey(s)), _manners.Parallel, PlayAndKeepAsync, cancel);
        await waiting;
        await EachAsync(slow.Where(s => !_seen.ContainsKey(s)), Math.Max(1, _manners.Parallel / 2), PlayAndKeepAsync, cancel);
    }

    private async ValueTask PlayAndKeepAsync(Session session, CancellationToken cancel) => Keep(session, await PlayOneAsync(session, cancel));

    private async Task ScreenAsync(IReadOnlyList<Session> sessions, CancellationToken cancel)
    {
        IReadOnlyList<Session> waiting = sessions;
        while (waiting.Count > 0 && _halt.Why is null)
        {
            ConcurrentBag<Session> left = [];
            // Each lot is one connection.
            await EachAsync(Screening.Lots(waiting, target), _manners.Crowd, async (lot, token) =>
            {
                (IReadOnlyList<(Session Session, Observation Seen)> turned, IReadOnlyList<Session> rest) = await _screening.PlayAsync(lot, token);
                foreach ((Session session, Observation seen) in turned)
                {
                    Keep(session, seen);
                }

                foreach (Session session in rest)
                {
                    left.Add(session);
                }
            }, cancel);
            waiting = [.. left];
        }
    }

    private async Task<Observation> PlayOneAsync(Session session, CancellationToken cancel)
    {
        if (_halt.Why is null)
        {
            await _pace.WaitAsync(cancel);
        }

        if (_halt.Why is { } why)
        {
            return session.Unseen with { Missing = $"not played: {why}" };
        }

        List<MailTried> mail = [];
        string? fault = null;
        bool tries = session.TriesMail(_manners);
        // A flood from the only address there is says nothing about the mail of others.
        bool isBeside = tries && (session.Flood is null || target.CrowdFor(OrdinaryMail.Client) is not null);
        Observation seen = await _player.PlayAsync(session, cancel, isBeside ? hold => TryMailAsync(MailTried.During, hold) : null);
        if (tries && seen.Outcome is not null && (!session.IsSlow || seen.Shed is not null))
        {
            await TryMailAsync(MailTried.After, cancel);
        }

        if (_manners.LeavesAt421)
        {
            _halt.Heed(session, seen);
        }

        return seen with { Mail = mail, Fault = seen.Fault ?? fault };

        async Task TryMailAsync(string when, CancellationToken hold)
        {
            await _pace.WaitAsync(cancel);
            var ordinary = new OrdinaryMail(_player, _manners, clock);
            MailTried tried = await ordinary.TryAsync(when, target.CrowdFor(OrdinaryMail.Client) ?? OrdinaryMail.Client, hold, cancel);
            // What the harness could not send, the server did not turn down.
            if (ordinary.Fault is { } why)
            {
                fault = $"ordinary mail could not be tried {(when == MailTried.During ? "beside it" : "after it")}: {why}";
            }
            else
            {
                mail.Add(tried);
            }
        }
    }

    // RFC 6647 §2.1: the same client, sender and recipient, some time later.
    private async Task PlayAgainAsync(IReadOnlyList<Session> putOff, TimeSpan wait, CancellationToken cancel)
    {
        if (putOff.Count == 0 || _halt.Why is not null)
        {
            return;
        }

        await Task.Delay(wait, clock, cancel);
        await EachAsync(putOff, _manners.Parallel, async (session, token) =>
        {
            Observation first = _seen[session], second = await PlayOneAsync(session, token);
            // Not so where the run was halted before its turn: then the first answer is all there is.
            if (second is { Outcome: not null } or { Fault: not null })
            {
                _seen[session] = second with { FirstAnswer = string.Create(CultureInfo.InvariantCulture, $"{first.Outcome}, {wait.TotalSeconds:0.###} s before") };
            }
        }, cancel);
    }

    private static bool IsPutOff(Observation seen)
        => seen.Outcome is { Ending: Ending.Turned or Ending.Completed, Code: 450 or 451, Stage: Stage.Mail or Stage.Rcpt or Stage.Data or Stage.EndOfData };

    private void Keep(Session session, Observation seen)
    {
        _seen[session] = _kept.Of(seen);
        _progress?.Report(seen);
    }

    private static Task EachAsync<T>(IEnumerable<T> all, int parallel, Func<T, CancellationToken, ValueTask> work, CancellationToken cancel)
        => Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancel }, work);
}
