using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Harness.Core.Storm.Sending;

/// <summary>The sessions of a storm that says STARTTLS: a task each, since what they cost is the handshake.</summary>
internal sealed class TlsSessions(
    StormPlan plan, Func<Dialogue> dialogue, Dispatcher dispatcher, IReadOnlyList<IPEndPoint> doors, Func<int> breaks)
{
    private static readonly TimeSpan _afterRefusal = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan _sweep = TimeSpan.FromMilliseconds(250);

    private int _door;

    /// <summary>Runs until nothing is left to offer, or time is up.</summary>
    public Task RunAsync(CancellationToken gone) => Task.WhenAll(Enumerable.Range(0, plan.Sessions).Select(_ => Task.Run(() => SessionAsync(gone), CancellationToken.None)));

    private async Task SessionAsync(CancellationToken gone)
    {
        Dialogue said = dialogue();
        while (!gone.IsCancellationRequested && !dispatcher.IsDone)
        {
            if (!dispatcher.TryTake(System.Diagnostics.Stopwatch.GetTimestamp(), out Dispatch first, out int wait))
            {
                await Task.Delay(Math.Min(wait, 100), CancellationToken.None);
                continue;
            }

            said.Begin(first);
            bool wasHeard = await ConnectionAsync(said, gone);
            said.Lost();
            if (!wasHeard)
                await Task.Delay(_afterRefusal, CancellationToken.None);
        }
    }

    private async Task<bool> ConnectionAsync(Dialogue said, CancellationToken gone)
    {
        bool wasHeard = false;
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(gone);
        int broken = breaks();
        // Nothing comes from a server that was killed: whoever reads would wait for the whole time of a reply.
        await using var sweep = new Timer(
            _ =>
            {
                if (broken != breaks())
                    patience.Cancel();
            },
            null, _sweep, _sweep);
        Stream? stream = null;
        try
        {
            patience.CancelAfter(plan.ReplyTime);
            await socket.ConnectAsync(doors[(Interlocked.Increment(ref _door) & int.MaxValue) % doors.Count], patience.Token);
            stream = new NetworkStream(socket);
            while (true)
            {
                patience.CancelAfter(plan.ReplyTime);
                int read = await stream.ReadAsync(said.RoomMemory, patience.Token);
                if (read == 0)
                    break;
                wasHeard = true;
                Move move = said.Read(read);
                if (move == Move.StartTls)
                {
                    var secure = new SslStream(stream, leaveInnerStreamOpen: false);
                    stream = secure;
                    await SecureAsync(secure, patience.Token);
                    said.Secured();
                }

                while (move == Move.Park)
                    move = await ParkAsync(said, gone);
                if (move == Move.Close)
                    break;
                await WriteAsync(stream, said, patience.Token);
            }
        }
        catch (Exception lost) when (lost is IOException or SocketException or OperationCanceledException or AuthenticationException)
        {
            // What a server does is data: the ledger says what became of the message.
        }
        finally
        {
            if (stream is not null)
                await stream.DisposeAsync();
        }

        return wasHeard;
    }

    private async Task<Move> ParkAsync(Dialogue said, CancellationToken gone)
    {
        if (dispatcher.TryTake(System.Diagnostics.Stopwatch.GetTimestamp(), out Dispatch next, out int wait))
        {
            said.Resume(next);
            return Move.Go;
        }

        if (wait == int.MaxValue)
        {
            said.Leave();
            return Move.Go;
        }

        await Task.Delay(Math.Min(wait, 100), gone);
        return Move.Park;
    }

    // A storm asks whether a server keeps up, not whom its certificate names: the attacks on TLS do that.
    private static Task SecureAsync(SslStream stream, CancellationToken cancel) => stream.AuthenticateAsClientAsync(
        new SslClientAuthenticationOptions { TargetHost = StormPlan.Domain, RemoteCertificateValidationCallback = (_, _, _, _) => true }, cancel);

    private static async Task WriteAsync(Stream stream, Dialogue said, CancellationToken cancel)
    {
        while (said.HasOutput)
        {
            said.Rest(out ReadOnlySpan<byte> first, out ReadOnlySpan<byte> second, out ReadOnlySpan<byte> third);
            byte[] all = [.. first, .. second, .. third];
            // Where writing fails nobody knows how much of it went out: in doubt the dot did.
            said.Wrote(all.Length);
            await stream.WriteAsync(all, cancel);
        }
    }
}
