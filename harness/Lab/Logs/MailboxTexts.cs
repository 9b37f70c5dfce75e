using System.Text;
using Harness.Core.Evidence;
using Harness.Core.Postfix.MailLog;
using Harness.Core.Smtp;

namespace Harness.Lab.Logs;

/// <summary>What stands in the mailboxes of the server under test, by queue id, as <c>containers/mx/gulp</c> says it.</summary>
internal sealed class MailboxTexts
{
    private const string Prefix = "@harness mailbox ";

    private readonly Signal _signal = new();
    private readonly NewestMessages<string?> _texts = new();

    /// <summary>Told of each message, by its queue id; the text is null where it cannot be read.</summary>
    public Action<string, string?>? Told { get; set; }

    /// <summary>Whether a delivery is one of which the text is told, or that it cannot be.</summary>
    public static bool IsShown(Delivery delivery)
        => delivery.Reason == "delivered to mailbox" || (delivery.Reason.StartsWith("delivered via ", StringComparison.Ordinal) && delivery.Reason.EndsWith(" service", StringComparison.Ordinal));

    /// <summary>Takes a line of the container's output.</summary>
    /// <returns>False when it says nothing of a mailbox.</returns>
    public bool TryTake(string line)
    {
        if (!line.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        string[] words = line[Prefix.Length..].Split(' ', 2);
        string? text = Read(words.ElementAtOrDefault(1));
        Told?.Invoke(words[0], text);
        lock (_signal.Gate)
        {
            _texts.Add(words[0], text);
            _signal.Changed();
        }

        return true;
    }

    /// <summary>Waits for the texts of a message that was delivered so many times; they are kept no longer.</summary>
    /// <returns>The texts, escaped, those that cannot be read as null; or null when they were not told of in time.</returns>
    public async Task<IReadOnlyList<string?>?> OfAsync(string queueId, int deliveries, TimeSpan atMost, CancellationToken cancel)
    {
        bool told = await _signal.UntilAsync(() => deliveries <= _texts.Of(queueId).Count, atMost, cancel);
        lock (_signal.Gate)
        {
            IReadOnlyList<string?> texts = _texts.Take(queueId);
            return told ? texts : null;
        }
    }

    // A mailbox ends lines with LF; a message that arrived ends them with CR LF (RFC 5322 §2.1).
    private static string? Read(string? hex)
    {
        try
        {
            string? text = hex is null or "-" ? null : Encoding.Latin1.GetString(Convert.FromHexString(hex)).Replace("\n", "\r\n", StringComparison.Ordinal);
            return text is null ? null : Visible.Escape(Encoding.Latin1.GetBytes(text[..Math.Min(Arrival.MostOctets, text.Length)]));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
