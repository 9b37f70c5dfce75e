using System.Runtime.InteropServices;
using Harness.Core.MailLogs.Counting;

namespace Harness.Core.MailLogs.Digesting;

/// <summary>
/// The messages that are in the queue, by queue id, from their first line to <c>removed</c>. When there are more than fit, the older half
/// is given up and that is counted.
/// </summary>
internal sealed class MessageQueue(Totals totals)
{
    /// <summary>The most messages that are followed at a time.</summary>
    public const int Most = 131_072;

    private readonly Dictionary<QueueKey, MessageState> _messages = [];

    /// <summary>How many of those that are followed are in the queue: qmgr took them, and they have not gone.</summary>
    public int Count => _messages.Values.Count(m => m.IsActive || m.IsDeferred);

    /// <summary>How many of them were deferred.</summary>
    public int Deferred => _messages.Values.Count(m => m.IsDeferred);

    /// <summary>A message comes into being.</summary>
    public void Begin(QueueKey key, long? time)
    {
        ref MessageState message = ref Of(key);
        // A queue id comes again once its message is gone.
        message = new() { Began = time ?? 0, HasBeginning = true };
    }

    /// <summary>A message, known or not.</summary>
    public ref MessageState Of(QueueKey key)
    {
        if (_messages.Count >= Most && !_messages.ContainsKey(key))
            GiveUp();
        return ref CollectionsMarshal.GetValueRefOrAddDefault(_messages, key, out _);
    }

    /// <summary>A message has left the queue.</summary>
    public void Remove(QueueKey key, long? time)
    {
        totals.Finished++;
        if (!_messages.Remove(key, out MessageState message) || !message.HasBeginning)
            return;
        totals.FinishedWithBeginning++;
        if (time is not { } now || message.Began == 0)
            return;
        long seconds = Math.Max(0, now - message.Began);
        totals.SecondsInQueue += seconds;
        totals.LongestInQueue = Math.Max(totals.LongestInQueue, seconds);
    }

    // First what never came into the queue: its client was gone, or it was refused at its end.
    private void GiveUp()
    {
        foreach (QueueKey key in _messages.OrderBy(m => m.Value.IsActive || m.Value.IsDeferred).ThenBy(m => m.Value.Began).Take(Most / 2).Select(m => m.Key).ToArray())
        {
            _messages.Remove(key, out MessageState message);
            totals.GivenUp += message.IsActive || message.IsDeferred ? 1 : 0;
        }
    }
}
