using Harness.Core.Evidence;
using Harness.Core.Postfix.MailLog;
using Harness.Core.Smtp;

namespace Harness.Core.Fuzz;

/// <summary>What the server did with messages, by queue id, from its mail log, its mailboxes and the hosts outside.</summary>
internal sealed class MailLedger : IMailWitness
{
    private static readonly string[] _dying = ["panic:", "fatal:"];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, LedgerMessage> _messages = new(StringComparer.Ordinal);
    private readonly List<string> _deaths = [];
    private readonly Dictionary<string, int> _ended = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the log says of programs that died (escaped).</summary>
    public IReadOnlyList<string> Deaths
    {
        get
        {
            lock (_gate)
            {
                return [.. _deaths];
            }
        }
    }

    /// <summary>Messages of a client that are in the queue, or were.</summary>
    public IReadOnlyList<LedgerMessage> Taken
    {
        get
        {
            lock (_gate)
            {
                return [.. _messages.Values.Where(m => m.Client is not null && m.IsQueued)];
            }
        }
    }

    /// <summary>What is known of a message; null where nothing is.</summary>
    public LedgerMessage? Of(string queueId)
    {
        lock (_gate)
        {
            return _messages.GetValueOrDefault(queueId);
        }
    }

    /// <summary>How many sessions of a client's address are over.</summary>
    public int Ended(string address)
    {
        lock (_gate)
        {
            return _ended.GetValueOrDefault(address);
        }
    }

    /// <summary>Waits until something holds, for as long as the server goes on telling.</summary>
    /// <param name="holds">What.</param>
    /// <param name="quiet">How long it may tell nothing.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>False where it told nothing any more and it does not hold.</returns>
    public async Task<bool> UntilAsync(Func<bool> holds, TimeSpan quiet, CancellationToken cancel)
    {
        while (!holds())
        {
            Task changed;
            lock (_gate)
            {
                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(quiet, cancel);
            }
            catch (TimeoutException)
            {
                return holds();
            }

            // Thousands of lines a second: to look again at each of them would cost more than they do.
            await Task.Delay(TimeSpan.FromMilliseconds(10), cancel);
        }

        return true;
    }

    /// <inheritdoc/>
    public void Logged(MailLogLine line)
    {
        lock (_gate)
        {
            if (IsDeath(line))
            {
                _deaths.Add(Visible.Escape(line.Raw));
            }

            if (SmtpdConnection.TryParse(line) is { Opened: false } over)
            {
                _ended[over.ClientAddress] = _ended.GetValueOrDefault(over.ClientAddress) + 1;
                Changed();
            }

            if (line.QueueId is { } id)
            {
                Entry(id).Take(line, line.Text[(id.Length + 1)..].TrimStart());
                Changed();
            }
        }
    }

    /// <inheritdoc/>
    public void Kept(string queueId, string? text)
    {
        lock (_gate)
        {
            Entry(queueId).Texts.Add(text);
            Changed();
        }
    }

    /// <inheritdoc/>
    public void Arrived(string queueId, Arrival arrival)
    {
        lock (_gate)
        {
            Entry(queueId).Outside.Add(arrival);
            Changed();
        }
    }

    private LedgerMessage Entry(string id)
    {
        if (!_messages.TryGetValue(id, out LedgerMessage? message))
        {
            _messages[id] = message = new LedgerMessage(id);
        }

        return message;
    }

    private void Changed()
    {
        TaskCompletionSource changed = _changed;
        _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.TrySetResult();
    }

    private static bool IsDeath(MailLogLine line) => line.Program == "master"
        ? line.Text.Contains(" exit status ", StringComparison.Ordinal) || line.Text.Contains(" killed by signal", StringComparison.Ordinal)
        : _dying.Any(d => line.Text.StartsWith(d, StringComparison.Ordinal));
}
