using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Harness.Core.Evidence;
using Harness.Core.Smtp;

namespace Harness.Lab.Logs;

/// <summary>What the mail exchangers of the world received, by the queue id the server under test gave it.</summary>
internal sealed partial class WorldArrivals
{
    private const string Prefix = "@harness arrival ";

    // What the server under test adds stands on top; beneath it stands what a client wrote, of any length.
    private const int MostOfTop = 8192;

    private static readonly JsonSerializerOptions _strict = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private readonly Signal _signal = new();
    private readonly NewestMessages<Arrival> _arrivals = new();

    /// <summary>Told of each message for each recipient, by the queue id that the server under test gave it.</summary>
    public Action<string, Arrival>? Told { get; set; }

    /// <summary>Takes a line of the container's output.</summary>
    public void Take(string line)
    {
        if (!line.StartsWith(Prefix, StringComparison.Ordinal) || Read(line[Prefix.Length..]) is not { } arrived)
        {
            return;
        }

        // The server under test names its queue id in the Received field it adds on top (RFC 5321 §4.4).
        string id = ReceivedId().Match(arrived.Message[..Math.Min(MostOfTop, arrived.Message.Length)]).Groups[1].Value;
        lock (_signal.Gate)
        {
            string message = Visible.Escape(Encoding.Latin1.GetBytes(arrived.Message[..Math.Min(Arrival.MostOctets, arrived.Message.Length)]));
            foreach (string recipient in arrived.Recipients)
            {
                var arrival = new Arrival(arrived.Host, Visible.Escape(recipient), Visible.Escape(arrived.Sender ?? ""), arrived.Tls) { Message = message, Helo = arrived.Helo is { } helo ? Visible.Escape(helo) : null };
                _arrivals.Add(id, arrival);
                Told?.Invoke(id, arrival);
            }

            _signal.Changed();
        }
    }

    /// <summary>Waits until a message that the log calls sent has shown up here: the two are different processes.</summary>
    /// <returns>Null when it did not.</returns>
    public async Task<IReadOnlyList<Arrival>?> OfAsync(string queueId, bool expected, TimeSpan atMost, CancellationToken cancel)
    {
        bool seen = !expected || await _signal.UntilAsync(() => _arrivals.Of(queueId).Count > 0, atMost, cancel);
        lock (_signal.Gate)
        {
            return seen ? [.. _arrivals.Of(queueId)] : null;
        }
    }

    /// <summary>Waits for the first message to a recipient, whoever handed it over.</summary>
    /// <returns>Null when none came in time.</returns>
    public async Task<Arrival?> ToAsync(string recipient, TimeSpan atMost, CancellationToken cancel)
    {
        Arrival? found = null;
        await _signal.UntilAsync(
            () => (found = _arrivals.All.FirstOrDefault(a => a.Recipient == recipient)) is not null, atMost, cancel);
        return found;
    }

    // The line quotes what clients said, and may have been cut: one that cannot be read is no arrival.
    private static WorldMessage? Read(string json)
    {
        try
        {
            WorldMessage? arrived = JsonSerializer.Deserialize<WorldMessage>(json, _strict);
            return arrived is null || arrived.Recipients.Contains(null!)
                ? null
                : arrived with { Message = Encoding.Latin1.GetString(Convert.FromBase64String(arrived.Message)) };
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\bwith [A-Z0-9]*SMTP[A-Z0-9]*\s+id ([0-9A-Za-z]+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ReceivedId();

    private sealed record WorldMessage(string Host, string? Sender, IReadOnlyList<string> Recipients, string? Tls, string Message, string? Helo = null);
}
