using System.Collections.Concurrent;
using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.MailLog;
using Harness.Core.Postfix.Trace;
using Harness.Core.Smtp;
using Harness.Lab.Clients;
using Harness.Lab.Logs;

namespace Harness.Lab.Plays;

/// <summary>
/// Plays sessions of the access model against the Postfix of a lab, many on a connection and several connections side by side, and
/// reads from smtpd's trace which restriction decided each.
/// </summary>
public sealed class AccessPlayer
{
    // A connection whose trace is longer makes the others wait for the log.
    private const int SessionsAConnection = 48;

    // A server that dies of its configuration is not asked a hundred times, half a minute each.
    private const int MostDead = 8;

    private static readonly TimeSpan _logTime = TimeSpan.FromSeconds(20);

    private readonly Gate _gate;
    private readonly LabOutput _output;
    private readonly MainCf _mainCf;
    private readonly ClientPool _drivers = new(KnownClients.TracedDrivers);

    internal AccessPlayer(Gate gate, LabOutput output, MainCf mainCf) => (_gate, _output, _mainCf) = (gate, output, mainCf);

    /// <summary>Plays all of them.</summary>
    /// <returns>One for each session, in their order.</returns>
    /// <exception cref="LabException">The lab cannot be spoken to at all.</exception>
    public async Task<IReadOnlyList<PlayedSession>> PlayAsync(IReadOnlyList<AccessSession> sessions, CancellationToken cancel)
    {
        var played = new ConcurrentDictionary<AccessSession, PlayedSession>(ReferenceEqualityComparer.Instance as IEqualityComparer<AccessSession>);
        int dead = 0;
        IEnumerable<AccessSession[]> connections = sessions
            // VRFY without MAIL is answered by what was put off in the transaction before.
            .GroupBy(s => (s.Client, s.ClientName, s.ReverseName, s.NameIsTemporary, s.Login, s.Tls, s.Sender is null))
            // A client that has said HELO cannot be one that has not.
            .SelectMany(g => g.OrderBy(s => s.Helo is not null).ThenBy(s => s.Helo, StringComparer.Ordinal).ThenBy(s => s.Esmtp).Chunk(SessionsAConnection));
        var sideBySide = new ParallelOptions { MaxDegreeOfParallelism = KnownClients.TracedDrivers.Count, CancellationToken = cancel };
        await Parallel.ForEachAsync(connections, sideBySide, async (chunk, ct) =>
        {
            if (dead >= MostDead)
            {
                foreach (AccessSession one in chunk)
                {
                    played[one] = new PlayedSession(one, null, [], $"given up after {MostDead} connections that the server did not answer");
                }

                return;
            }

            LabClient driver = (await _drivers.TakeAsync(KnownClients.TracedDrivers[0].Kind, ct))!;
            try
            {
                for (AccessSession[] left = chunk; left.Length > 0;)
                {
                    IReadOnlyList<PlayedSession> done = await ConnectionAsync(driver, left, ct);
                    if (done.All(d => d.Fault is not null))
                    {
                        Interlocked.Increment(ref dead);
                    }

                    foreach (PlayedSession one in done)
                    {
                        played[one.Session] = one;
                    }

                    left = left[done.Count..];
                }
            }
            finally
            {
                _drivers.Return(driver);
            }
        });
        return [.. sessions.Select(s => played[s])];
    }

    /// <returns>The first of the sessions, at least one.</returns>
    private async Task<IReadOnlyList<PlayedSession>> ConnectionAsync(LabClient driver, AccessSession[] sessions, CancellationToken cancel)
    {
        int mark = _output.Log.Mark();
        (Stream? stream, string detail) = await _gate.ConnectAsync(driver, cancel);
        if (stream is null)
        {
            throw new LabException($"the lab's server does not take a connection from {driver.Address}: {detail}");
        }

        await using var wire = new SmtpWire(stream, Deadlines.Default, TimeProvider.System);
        var connection = new DriverConnection(wire, driver.Name!);
        string? fault = await connection.BecomeAsync(sessions[0], cancel);
        int next = 0;
        while (fault is null && next < sessions.Length && (connection.IsOpen || next == 0))
        {
            await connection.PlayAsync(sessions[next++], cancel);
        }

        next = fault is null ? next : sessions.Length;
        await connection.LeaveAsync(cancel);
        IReadOnlyList<MailLogLine>? log = await _output.Log.SessionAsync(mark, driver.Address, _logTime, cancel);
        fault ??= log is null ? $"the mail log did not show the end of the session of {driver.Address}" : null;
        if (fault is not null)
        {
            return [.. sessions.Take(next).Select(s => new PlayedSession(s, null, [], fault))];
        }

        IReadOnlyList<CommandTrace> commands = SmtpdTrace.Read(log!, _mainCf);
        return [.. connection.Answers.Select(a => a.With(commands))];
    }
}
