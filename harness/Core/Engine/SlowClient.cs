using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;

namespace Harness.Core.Engine;

/// <summary>A client that is slow, silent or deaf, and how long the server puts up with it.</summary>
/// <param name="wire">The connection.</param>
/// <param name="dialogue">What was said on it.</param>
/// <param name="clock">The time.</param>
/// <param name="begins">Told once, when the client begins to be slow.</param>
internal sealed class SlowClient(SmtpWire wire, WireDialogue dialogue, TimeProvider clock, Action? begins)
{
    // Much for one write, little beside the windows of two hosts: they are full within a second.
    private const int DeafWrite = 16 * 1024;
    private static readonly TimeSpan _deafPause = TimeSpan.FromMilliseconds(50);

    private long? _began;
    private Shedding? _ended;

    /// <summary>What the server did about it so far; null where the client was not slow.</summary>
    public Shedding? Shed => _ended ?? (_began is null ? null : new Shedding(false, Seconds));

    private double Seconds => Math.Round(clock.GetElapsedTime(_began!.Value).TotalSeconds, 1);

    /// <summary>Sends octets one at a time.</summary>
    /// <returns>Whether all of them were sent; else the session is over, or the server spoke before it was asked.</returns>
    public async Task<bool> SendAsync(ReadOnlyMemory<byte> octets, TimeSpan pace, CancellationToken cancel)
    {
        Begin();
        for (int i = 0; i < octets.Length && Seconds < Hold.Most; i++)
        {
            if (!await WaitAsync(pace, cancel) || !await SendAsync(octets.Slice(i, 1), cancel))
            {
                return false;
            }
        }

        return Seconds < Hold.Most || !await dialogue.HangUpAsync(half: false, null, cancel);
    }

    /// <summary>Says nothing.</summary>
    /// <returns>Whether the server did not end the connection meanwhile.</returns>
    public async Task<bool> HoldAsync(TimeSpan time, CancellationToken cancel)
    {
        Begin();
        using var over = new CancellationTokenSource(time, clock);
        while (!over.IsCancellationRequested)
        {
            if (await wire.HearsAsync(over.Token, cancel) && !await HearAsync(cancel))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Says a line again and again, and reads nothing.</summary>
    /// <returns>Whether the server did not end the connection meanwhile.</returns>
    public async Task<bool> DeafenAsync(ReadOnlyMemory<byte> line, TimeSpan time, CancellationToken cancel)
    {
        Begin();
        byte[] lines = new byte[Math.Max(1, DeafWrite / line.Length) * line.Length];
        for (int i = 0; i < lines.Length; i += line.Length)
        {
            line.CopyTo(lines.AsMemory(i));
        }

        using var over = new CancellationTokenSource(time, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancel);
        long sent = 0;
        try
        {
            while (await dialogue.PourAsync(lines, limit.Token))
            {
                sent += lines.Length;
                await Task.Delay(_deafPause, clock, limit.Token);
            }

            _ended = new Shedding(true, Seconds);
            dialogue.End(
                dialogue.Outcome with { Ending = Ending.Closed, Code = null, Enhanced = null, Text = "the server ended the connection of a client that reads nothing" },
                $"the server is gone; {sent} octets had been sent");
            return false;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            dialogue.End(dialogue.Outcome, $"{sent} octets were sent, and nothing was read");
            return true;
        }
    }

    private void Begin()
    {
        if (_began is null)
        {
            _began = clock.GetTimestamp();
            begins?.Invoke();
        }
    }

    private async Task<bool> WaitAsync(TimeSpan pace, CancellationToken cancel)
    {
        using var over = new CancellationTokenSource(pace, clock);
        return !await wire.HearsAsync(over.Token, cancel) || await HearAsync(cancel);
    }

    private async Task<bool> SendAsync(ReadOnlyMemory<byte> octet, CancellationToken cancel)
    {
        bool sent = await dialogue.SendAsync(octet, cancel);
        return sent || Ended();
    }

    // A word before the client is done: a server's last one, or an answer to what it has not yet heard.
    private async Task<bool> HearAsync(CancellationToken cancel)
    {
        if (await dialogue.ReadAsync(dialogue.Outcome.Stage, "", null, null, cancel))
        {
            dialogue.End(dialogue.Outcome is { IsRefused: true } refused ? refused with { Ending = Ending.Turned } : SessionEnd.Ahead(dialogue.Outcome));
        }

        return Ended();
    }

    private bool Ended()
    {
        _ended = dialogue.Outcome is { Ending: Ending.Closed } or { Code: 421 } ? new Shedding(true, Seconds) : null;
        return false;
    }
}
