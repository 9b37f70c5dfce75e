using System.Text;

namespace Harness.Core.Smtp;

/// <summary>
/// One SMTP connection seen as octets: sends exactly what it is given, reads replies strictly, and reports whatever
/// the server does as data. Not for concurrent use, save that one send and one read may run side by side.
/// </summary>
public sealed class SmtpWire : IAsyncDisposable
{
    private readonly StreamLayers layers;
    private readonly ReceiveBuffer received = new();
    private readonly TimeProvider clock;
    private readonly Action<WireEvent>? tap;
    private readonly long opened;
    private bool goneNoted;
    private bool disposed;

    /// <summary>Takes a connected stream and owns it from here on.</summary>
    /// <param name="stream">Connected to the server, directly or through proxies; before the greeting has been read.</param>
    /// <param name="deadlines">The patience for every read, write and handshake.</param>
    /// <param name="clock">Stamps the tap's events; deadlines run on the system's timer.</param>
    /// <param name="tap">Told of every event, on whichever thread it happens, before the call in hand returns.</param>
    public SmtpWire(Stream stream, Deadlines deadlines, TimeProvider clock, Action<WireEvent>? tap = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(deadlines);
        ArgumentNullException.ThrowIfNull(clock);
        layers = new StreamLayers(stream);
        Deadlines = deadlines;
        this.clock = clock;
        this.tap = tap;
        opened = clock.GetTimestamp();
        Note("connected");
    }

    /// <summary>The deadlines this wire was opened with.</summary>
    public Deadlines Deadlines { get; }

    /// <summary>
    /// Octets received but not consumed by a reading. After a 220 to STARTTLS anything but 0 is plaintext injected before the
    /// handshake (CVE-2011-0411 and kin).
    /// </summary>
    public int Buffered => received.Held.Length;

    /// <summary>True once a TLS handshake has been established.</summary>
    public bool IsEncrypted => layers.IsCovered;

    /// <summary>
    /// Reads one reply. Octets beyond it stay for the next reading, and so do those of a reply that was still unfinished
    /// when the deadline passed. After <see cref="ReplyDefect.Flood"/> or <see cref="ReplyDefect.TooManyLines"/> the wire is out
    /// of step with the server and good only for closing.
    /// </summary>
    /// <param name="ct">Ends the waiting with an exception.</param>
    /// <param name="deadline">For the whole reply, when not <see cref="Deadlines.Reply"/>; after the final dot, for example.</param>
    /// <returns>The reply, or how the connection ended; no behaviour of the server throws.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The wire has been closed.</exception>
    public async Task<Reading> ReadReplyAsync(CancellationToken ct, TimeSpan? deadline = null)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ct.ThrowIfCancellationRequested();
        var scan = new ReplyScan();
        if (scan.Advance(received.Held))
            return Finished(scan);

        var patience = deadline ?? Deadlines.Reply;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(patience);
        while (true)
        {
            try
            {
                if (!await ReceiveAsync(limit.Token).ConfigureAwait(false))
                    return AtEnd(scan);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                Note("timed out");
                return new Reading(ReadingEnd.TimedOut, null, $"no whole reply within {patience.TotalSeconds:0.###} s{Unfinished()}");
            }
            catch (Exception broken) when (StreamLayers.IsBreak(broken))
            {
                Gone($"broken by the server: {broken.Message}");
                return new Reading(ReadingEnd.Reset, null, Visible.Escape(broken.Message) + Unfinished());
            }

            if (scan.Advance(received.Held))
                return Finished(scan);
        }
    }

    /// <summary>Whether the server speaks or hangs up before <paramref name="patience"/> is over; the next reading tells which.</summary>
    public async Task<bool> HearsAsync(CancellationToken patience, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct, patience);
        try
        {
            _ = Buffered > 0 || await ReceiveAsync(limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception broken) when (StreamLayers.IsBreak(broken))
        {
            Gone($"broken by the server: {broken.Message}");
            return true;
        }
    }

    /// <summary>Sends octets exactly as given, nothing added.</summary>
    /// <param name="octets">Any octets; may be reused once the call has returned.</param>
    /// <param name="ct">Ends the sending with an exception; the octets may then have gone in part.</param>
    /// <param name="deadline">For the network stack to take them, when not <see cref="Deadlines.Write"/>.</param>
    /// <returns>
    /// False when the server has gone or does not read (after the deadline), which the tap is told. True says that
    /// the network stack took the octets, not that the server did.
    /// </returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The wire has been closed.</exception>
    public async Task<bool> SendAsync(ReadOnlyMemory<byte> octets, CancellationToken ct, TimeSpan? deadline = null)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ct.ThrowIfCancellationRequested();
        // Tapped before it is written, or a fast reply could stand above its command in the transcript.
        tap?.Invoke(new WireEvent(Elapsed, Direction.Client, octets.ToArray(), null));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(deadline ?? Deadlines.Write);
        try
        {
            await layers.Top.WriteAsync(octets, limit.Token).ConfigureAwait(false);
            await layers.Top.FlushAsync(limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            Note("timed out while sending");
            return false;
        }
        catch (Exception broken) when (StreamLayers.IsBreak(broken))
        {
            Note($"not sent: {broken.Message}");
            return false;
        }
    }

    /// <summary>
    /// Sends one line and reads one reply. The reading takes place even when the line could not be sent: a server
    /// that hangs up often leaves a 421 behind (RFC 5321 §3.8).
    /// </summary>
    /// <param name="line">The command without CRLF, sent as UTF-8; a lone dot is granted <see cref="Deadlines.EndOfData"/>.</param>
    /// <param name="ct">Ends the exchange with an exception.</param>
    /// <returns>The reading, as of <see cref="ReadReplyAsync"/>.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The wire has been closed.</exception>
    public async Task<Reading> CommandAsync(string line, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(line);
        await SendAsync(Encoding.UTF8.GetBytes(line + "\r\n"), ct).ConfigureAwait(false);
        return await ReadReplyAsync(ct, line == "." ? Deadlines.EndOfData : null).ConfigureAwait(false);
    }

    /// <summary>Says that nothing more will be sent (TCP's FIN), and goes on reading; under TLS without its close_notify.</summary>
    public void HalfClose() => Note(layers.HalfClose() is { } why ? $"not half-closed: {why}" : "half-closed");

    /// <summary>Closes the connection without a word; a polite QUIT is the caller's. Safe to call twice.</summary>
    /// <returns>Done when the stream is closed; a connection already broken is no error.</returns>
    public async ValueTask DisposeAsync()
    {
        if (disposed)
            return;
        disposed = true;
        await layers.DisposeAsync().ConfigureAwait(false);
        Note("closed");
    }

    /// <summary>What a handshake goes over, and what covers it when it has been established.</summary>
    internal StreamLayers Layers => layers;

    /// <summary>Throws away what came in clear, which is never read as if it had come encrypted (RFC 3207 §4.2).</summary>
    internal void ForgetPlaintext(CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ct.ThrowIfCancellationRequested();
        if (Buffered > 0)
        {
            Note($"{Buffered} octets of plaintext from before the handshake thrown away");
            received.Consume(Buffered);
        }
    }

    /// <summary>Tells the tap what is no octets.</summary>
    internal void Note(string note) => tap?.Invoke(new WireEvent(Elapsed, Direction.Note, default, note));

    private TimeSpan Elapsed => clock.GetElapsedTime(opened);

    /// <returns>False at the orderly end of the connection.</returns>
    private async ValueTask<bool> ReceiveAsync(CancellationToken ct)
    {
        var room = received.Room();
        var count = await layers.Top.ReadAsync(room, ct).ConfigureAwait(false);
        received.Add(count);
        if (count > 0)
            tap?.Invoke(new WireEvent(Elapsed, Direction.Server, room[..count].ToArray(), null));
        return count > 0;
    }

    private Reading Finished(ReplyScan scan)
    {
        received.Consume(scan.Consumed);
        return new Reading(ReadingEnd.Reply, scan.ToReply(), null);
    }

    private Reading AtEnd(ReplyScan scan)
    {
        Gone("closed by the server");
        if (!scan.Truncate(received.Held))
            return new Reading(ReadingEnd.Closed, null, "closed by the server");
        received.Consume(scan.Consumed);
        return new Reading(ReadingEnd.Closed, scan.ToReply(), "closed by the server inside a reply");
    }

    private string Unfinished()
    {
        const int shown = 80;
        var held = received.Held;
        return held.IsEmpty
            ? ""
            : $"; {held.Length} octets of an unfinished reply: {Visible.Escape(held[..Math.Min(shown, held.Length)])}";
    }

    private void Gone(string note)
    {
        if (!goneNoted)
            Note(note);
        goneNoted = true;
    }
}
