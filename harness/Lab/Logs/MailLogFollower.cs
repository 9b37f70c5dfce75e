using Harness.Core.Postfix.MailLog;

namespace Harness.Lab.Logs;

/// <summary>
/// Follows the mail log of the server under test and sorts its lines to the sessions they belong to: smtpd's by process and
/// client address, everything about a message by its queue id.
/// </summary>
/// <param name="unfollowed">Addresses whose sessions nobody asks for, and of which nothing is kept.</param>
internal sealed class MailLogFollower(IReadOnlyCollection<string> unfollowed)
{
    private readonly Signal _signal = new();
    private readonly Dictionary<int, SmtpdSession> _open = [];
    private readonly HashSet<int> _unasked = [];
    private readonly List<SmtpdSession> _sessions = [];
    private readonly NewestMessages<MailLogLine> _messages = new();
    private int _starts;
    private string? _fatal;
    private string? _refusal;
    private string? _stopped;

    /// <summary>
    /// Whether the master holds something against a service that a reload does not end: for a minute after one that could not
    /// start, for a quarter of an hour after one that had no process left (stress of postconf(5)).
    /// </summary>
    public bool IsStrained { get; private set; }

    /// <summary>Takes note of it; or, where the master has started anew, of its having forgotten.</summary>
    public void Strained(bool isSo) => IsStrained = isSo;

    /// <summary>Takes one line.</summary>
    public void Take(MailLogLine line)
    {
        lock (_signal.Gate)
        {
            // Hundreds of trace lines a session change nothing that anybody waits for.
            bool changed = line.Program == "master";
            if (_stopped is null && line.Text.StartsWith("fatal:", StringComparison.Ordinal))
            {
                (_stopped, changed) = ($"{line.Program}: {line.Text}", true);
                // The master says so only when it has waited for the process.
                IsStrained = true;
            }

            if (line.QueueId is { } id && !(line.Program == "smtpd" && _unasked.Contains(line.Pid)))
            {
                changed = true;
                _messages.Add(id, line);
            }

            if (line.Program == "master")
            {
                TakeMaster(line.Text);
            }
            else if (line.Program is "smtpd" or "postscreen")
            {
                bool isFatal = line.Text.StartsWith("fatal: ", StringComparison.Ordinal);
                _refusal ??= isFatal ? line.Text : null;
                changed |= isFatal | TakeSmtpd(line);
            }

            if (changed)
            {
                _signal.Changed();
            }
        }
    }

    /// <summary>Postfix has stopped by itself.</summary>
    public void TakeStop()
    {
        lock (_signal.Gate)
        {
            _fatal ??= "it stopped as soon as it had started";
            _signal.Changed();
        }
    }

    /// <summary>Postfix is about to start or to reload: what it said of a configuration before does not count any more.</summary>
    /// <returns>The number of starts so far, for <see cref="StartedAsync"/>.</returns>
    public int ExpectStart()
    {
        lock (_signal.Gate)
        {
            (_fatal, _refusal, _stopped) = (null, null, null);
            return _starts;
        }
    }

    /// <summary>Waits until Postfix has started, or reloaded, once more than <paramref name="starts"/> times.</summary>
    /// <returns>Null, or what it said when it did not.</returns>
    /// <exception cref="LabException">It said nothing at all in time.</exception>
    public async Task<string?> StartedAsync(int starts, TimeSpan atMost, CancellationToken cancel)
        => await _signal.UntilAsync(() => _starts > starts || _fatal is not null, atMost, cancel)
            ? _fatal
            : throw new LabException($"Postfix did not say within {atMost.TotalSeconds:0} s that it runs");

    /// <summary>Waits until smtpd has given up with a configuration: the master starts, and each smtpd stops as it begins.</summary>
    /// <returns>What it said, or null when it said nothing of the kind in time.</returns>
    public async Task<string?> RefusalAsync(TimeSpan atMost, CancellationToken cancel)
    {
        await _signal.UntilAsync(() => _refusal is not null, atMost, cancel);
        return _refusal;
    }

    /// <summary>Waits until a service of Postfix has given up since the last <see cref="ExpectStart"/>.</summary>
    /// <returns>Which, and what it said.</returns>
    public async Task<string> FatalAsync(CancellationToken cancel)
    {
        await _signal.UntilAsync(() => _stopped is not null, Timeout.InfiniteTimeSpan, cancel);
        lock (_signal.Gate)
        {
            return _stopped!;
        }
    }

    /// <summary>The end of the log so far: sessions that begin after it are found from it.</summary>
    public int Mark()
    {
        lock (_signal.Gate)
        {
            return _sessions.Count;
        }
    }

    /// <summary>Waits until the session of an address that began after a mark is over.</summary>
    /// <returns>Its lines, which are kept no longer; or null when it was not to be seen in time.</returns>
    public async Task<IReadOnlyList<MailLogLine>?> SessionAsync(
        int mark, string address, TimeSpan atMost, CancellationToken cancel)
    {
        await _signal.UntilAsync(() => Find() is { IsOver: true }, atMost, cancel);
        lock (_signal.Gate)
        {
            return Find() is { IsOver: true } session ? session.HandOver() : null;
        }

        SmtpdSession? Find() => _sessions.Skip(mark).FirstOrDefault(s => s.Address == address);
    }

    /// <summary>Waits until a message is delivered, deferred or bounced to all its recipients.</summary>
    /// <returns>Its lines so far, and whether its fate is known.</returns>
    public async Task<(IReadOnlyList<MailLogLine> Lines, bool Settled)> MessageAsync(
        string queueId, TimeSpan atMost, CancellationToken cancel)
    {
        bool settled = await _signal.UntilAsync(() => _messages.Of(queueId).Any(IsFate), atMost, cancel);
        lock (_signal.Gate)
        {
            return ([.. _messages.Of(queueId)], settled);
        }
    }

    /// <summary>Waits until so many of the messages are in the queue; others of them were begun and given up.</summary>
    /// <returns>Those that are.</returns>
    public async Task<IReadOnlyList<string>> TakenAsync(IReadOnlyList<string> queueIds, int count, TimeSpan atMost, CancellationToken cancel)
    {
        await _signal.UntilAsync(() => Taken().Count() >= count, atMost, cancel);
        lock (_signal.Gate)
        {
            return [.. Taken()];
        }

        IEnumerable<string> Taken() => queueIds.Where(id => _messages.Of(id).Any(l => l.Program == "qmgr"));
    }

    // "removed" comes when every recipient is done; a deferred message stays, and says so.
    private static bool IsFate(MailLogLine line)
        => (line.Program == "qmgr" && line.Text.EndsWith(": removed", StringComparison.Ordinal))
        || Delivery.TryParse(line) is { Status: "deferred" or "expired" };

    private void TakeMaster(string text)
    {
        if (text.StartsWith("daemon started", StringComparison.Ordinal) || text.StartsWith("reload", StringComparison.Ordinal))
        {
            _starts++;
        }
        else if (text.StartsWith("fatal:", StringComparison.Ordinal))
        {
            _fatal = text;
        }
        else if (text.Contains("throttling", StringComparison.Ordinal) || text.Contains("has reached its process limit", StringComparison.Ordinal))
        {
            IsStrained = true;
        }
        else if (_open.Keys.FirstOrDefault(pid => text.Contains($" pid {pid} exit status", StringComparison.Ordinal)
            || text.Contains($" pid {pid} killed by", StringComparison.Ordinal)) is var died and > 0)
        {
            // smtpd died in the session: there is no "disconnect" to wait for.
            _open[died].IsOver = true;
            _open.Remove(died);
        }
    }

    private bool TakeSmtpd(MailLogLine line)
    {
        if (SmtpdConnection.TryParse(line) is not { } connection)
        {
            _open.GetValueOrDefault(line.Pid)?.Lines.Add(line);
            return false;
        }

        _unasked.Remove(line.Pid);

        if (connection.Opened && unfollowed.Contains(connection.ClientAddress))
        {
            _open.Remove(line.Pid);
            _unasked.Add(line.Pid);
            return false;
        }

        if (connection.Opened)
        {
            var session = new SmtpdSession(connection.ClientAddress) { Lines = { line } };
            _open[line.Pid] = session;
            _sessions.Add(session);
        }
        else if (_open.Remove(line.Pid, out SmtpdSession? session))
        {
            session.Lines.Add(line);
            session.IsOver = true;
        }

        return true;
    }

    private sealed class SmtpdSession(string address)
    {
        public string Address { get; } = address;

        public List<MailLogLine> Lines { get; private set; } = [];

        // A lab that stays up for thousands of sessions must not keep what was told already.
        public List<MailLogLine> HandOver()
        {
            List<MailLogLine> lines = Lines;
            Lines = [];
            return lines;
        }

        public bool IsOver { get; set; }
    }
}
