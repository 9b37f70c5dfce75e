using System.Text;
using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;

namespace Harness.Core.Engine;

/// <summary>
/// Plays many sessions on few connections: what comes before MAIL once, then the transactions of several sessions in one write
/// (RFC 2920), with RSET between them. It can only turn sessions away: one that is let through, and one that was not
/// clearly answered, is to be played on a connection of its own.
/// </summary>
internal sealed class Screening(ITarget target, Deadlines deadlines, TimeProvider clock)
{
    private readonly Manners _manners = target.Manners;

    /// <summary>The sessions that one connection may play one after the other, in lots.</summary>
    public static IEnumerable<IReadOnlyList<Session>> Lots(IEnumerable<Session> sessions, ITarget target) => sessions
        .Where(s => target.CrowdFor(s.Kind) is not null && IsFit(s.Attack))
        .GroupBy(s => OpeningKey(s, target))
        .SelectMany(g => g.Chunk(target.Manners.ErrorsAConnection));

    /// <summary>Plays as many sessions of a lot as one connection takes.</summary>
    /// <returns>The observations of those that were turned away, and the sessions that this connection did not come to.</returns>
    public async Task<(IReadOnlyList<(Session Session, Observation Seen)> Turned, IReadOnlyList<Session> Left)> PlayAsync(
        IReadOnlyList<Session> lot, CancellationToken cancel)
    {
        List<(Session Session, Observation Seen)> turned = [];
        try
        {
            await using IVantage? vantage = await target.TakeAsync(target.CrowdFor(lot[0].Kind)!, cancel);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(deadlines.Session);
            return (turned, vantage is null ? [] : await PlayAsync(lot, vantage, turned, limit.Token));
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            // A session that lasted too long, or a fault of the harness: whatever is left is played alone, where either is taken down.
            return (turned, []);
        }
    }

    private async Task<IReadOnlyList<Session>> PlayAsync(
        IReadOnlyList<Session> lot, IVantage vantage, List<(Session Session, Observation Seen)> turned, CancellationToken cancel)
    {
        if (await vantage.ConnectAsync(cancel) is not ({ } stream, _))
        {
            return [];
        }

        var transcript = new TranscriptRecorder();
        bool isOpening = true;
        await using var wire = new SmtpWire(stream, deadlines, clock, e =>
        {
            if (isOpening)
            {
                transcript.Record(e);
            }
        });
        var dialogue = new WireDialogue(wire, transcript);
        var session = new WireSession(dialogue, lot[0].Bind(target.Facts, vantage), deadlines, clock, _manners.MayReach);
        if (!await session.OpenAndPlayAsync(Opening(lot[0].Attack), vantage.Opening, cancel)
            || ServiceExtensions.Of(dialogue.Exchanges)?.Offers("PIPELINING") != true)
        {
            return [];
        }

        isOpening = false;
        SessionResult opening = dialogue.Result;
        int errors = opening.Exchanges.Count(e => e.Code >= 400);
        // Until it is known whether MAIL is refused as well, each line may be.
        bool mailIsRefused = true;
        int at = 0;
        while (Fitting(lot.Skip(at), _manners.ErrorsAConnection - errors, mailIsRefused) is { Length: > 0 } batch)
        {
            if (await PlayAsync(batch, opening, vantage, wire, cancel) is not { } played)
            {
                return [];
            }

            turned.AddRange(played.Turned);
            errors += played.Errors;
            mailIsRefused = played.Turned.Any(t => t.Seen.Outcome!.Stage == Stage.Mail);
            at += batch.Length;
        }

        await wire.SendAsync("QUIT\r\n"u8.ToArray(), cancel);
        // What did not fit on a fresh connection fits on no other.
        return at > 0 ? [.. lot.Skip(at)] : [];
    }

    // As many sessions as the server has patience for, were every recipient of theirs refused.
    private static Session[] Fitting(IEnumerable<Session> sessions, int errors, bool mailIsRefused)
        => [.. sessions.TakeWhile(s => (errors -= Transaction(s.Attack).Count() - (mailIsRefused ? 0 : 1)) >= 0)];

    private async Task<(List<(Session Session, Observation Seen)> Turned, int Errors)?> PlayAsync(
        Session[] batch, SessionResult opening, IVantage vantage, SmtpWire wire, CancellationToken cancel)
    {
        (string Line, ReplyPattern? Await)[][] bodies = [.. batch.Select(s => Body(s, vantage))];
        string octets = string.Concat(bodies.Select(b => string.Concat(b.Select(l => l.Line + "\r\n")) + "RSET\r\n"));
        if (!await wire.SendAsync(Encoding.UTF8.GetBytes(octets), cancel))
        {
            return null;
        }

        List<(Session Session, Observation Seen)> turned = [];
        int errors = 0;
        for (int i = 0; i < batch.Length; i++)
        {
            var recorder = new SharedTranscript(opening, batch.Length);
            Outcome? outcome = null;
            for (int j = 0; j < bodies[i].Length; j++)
            {
                (string line, ReplyPattern? awaited) = bodies[i][j];
                if ((await wire.ReadReplyAsync(cancel)).Reply is not { Code: >= 200 and not 421 } reply || reply.Defects.Any(d => d != ReplyDefect.NonAscii))
                {
                    return null;
                }

                errors += reply.Code >= 400 ? 1 : 0;
                Exchange exchange = recorder.Add(line, reply);
                // The answer that was not the awaited one ends the session; what was sent after it was never said.
                if (outcome is null && awaited?.Matches(reply.Code, exchange.Enhanced) == false)
                {
                    outcome = new Outcome(Ending.Turned, exchange.Stage, reply.Code, exchange.Enhanced, KeptReply.Text(reply));
                }
                else if (outcome is null && j == bodies[i].Length - 1 && reply.Code >= 400)
                {
                    outcome = new Outcome(Ending.Completed, exchange.Stage, reply.Code, exchange.Enhanced, KeptReply.Text(reply));
                }

                if (outcome is not null)
                {
                    recorder.Close();
                }
            }

            // Nothing is known of the session after this one unless RSET was taken (RFC 5321 §4.1.1.5).
            if ((await wire.ReadReplyAsync(cancel)).Reply is not { Code: 250 })
            {
                return null;
            }

            if (outcome is not null)
            {
                turned.Add((batch[i], batch[i].Unseen with
                {
                    Client = vantage.Client,
                    Outcome = outcome,
                    Exchanges = recorder.Exchanges,
                    Transcript = recorder.Lines,
                }));
            }
        }

        return (turned, errors);
    }

    private (string Line, ReplyPattern? Await)[] Body(Session session, IVantage vantage)
    {
        Placeholders values = session.Bind(target.Facts, vantage);
        return [.. Transaction(session.Attack).Select(s => (values.Fill(s.Line), s.Await))];
    }

    // A transaction, then nothing or DATA with what follows it: DATA is not said here.
    private static bool IsFit(Attack attack)
    {
        Step[] rest = [.. attack.Steps.Skip(Opening(attack).Count + Transaction(attack).Count())];
        return Transaction(attack).Any()
            && Opening(attack).All(s => s is not Submit and not SendOctets { Early: true })
            && rest is [] or [Say { Line: "DATA" }, ..];
    }

    // The last transaction is the attack; one before it belongs to what comes first.
    private static IReadOnlyList<Step> Opening(Attack attack)
        => [.. attack.Steps.Take(Math.Max(0, attack.Steps.Select((s, i) => StageOf(s) == Stage.Mail ? i : -1).Max()))];

    private static IEnumerable<Say> Transaction(Attack attack)
        => attack.Steps.Skip(Opening(attack).Count).TakeWhile(s => StageOf(s) is Stage.Mail or Stage.Rcpt).Cast<Say>();

    private static Stage? StageOf(Step step) => step is Say { Times: 1, Latin1: false } say ? StageWords.OfCommand(say.Line) : null;

    private static string OpeningKey(Session session, ITarget target)
    {
        Attack opening = session.Attack with { Steps = Opening(session.Attack), Parameter = null };
        return new Session(opening, session.IsControl, session.Variant).Key(target.Facts);
    }
}
