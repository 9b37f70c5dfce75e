using Harness.Core.Postfix.Access;
using Harness.Core.Smtp;

namespace Harness.Lab.Plays.Lane;

/// <summary>
/// A connection of the driver that has become another client's (STARTTLS, XCLIENT), and what the server knows and has borne on it so far.
/// When it is over another one can be opened in its place.
/// </summary>
/// <param name="connect">Opens a connection from the driver.</param>
/// <param name="driverName">The driver's own name.</param>
/// <param name="limits">What the server bears on a connection.</param>
internal sealed class LaneDriver(Func<CancellationToken, Task<Stream>> connect, string driverName, LaneLimits limits) : IAsyncDisposable
{
    /// <summary>How long a reply may take.</summary>
    public static readonly TimeSpan ReplyTime = Deadlines.Default.Reply;

    private string? _hello;
    private bool _isEsmtp;

    /// <summary>Its octets.</summary>
    public LaneWire Wire { get; } = new();

    /// <summary>Whether more can be said.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Whether the client was told that it may say several commands at once.</summary>
    public bool CanPipeline { get; private set; }

    /// <summary>Whether the transaction before has not been ended: nothing is said behind DATA.</summary>
    public bool OwesReset { get; private set; }

    /// <summary>The refusals so far.</summary>
    public int Errors { get; private set; }

    /// <summary>The junk commands so far.</summary>
    public int Junk { get; private set; }

    /// <summary>Connects and becomes the client of a session, after which the server greets anew.</summary>
    /// <returns>Null, or why it did not come about. The greeting may be a refusal.</returns>
    public async Task<string?> BecomeAsync(AccessSession session, CancellationToken cancel)
    {
        Wire.Take(await connect(cancel));
        (IsOpen, CanPipeline, OwesReset, Errors, Junk, _hello) = (true, false, false, 0, 0, null);
        if (!await Wire.ReadAsync(ReplyTime, cancel) || Wire.Code != 220)
        {
            return $"the driver was greeted with {Words()}";
        }

        if (!await AskAsync($"EHLO {driverName}", cancel) || (session.Tls && !Wire.Offers("STARTTLS"u8)))
        {
            return session.Tls ? "STARTTLS is not offered" : $"the driver's EHLO was answered with {Words()}";
        }

        if (session.Tls)
        {
            if (!await AskAsync("STARTTLS", cancel) || Wire.Code != 220)
            {
                return $"STARTTLS was answered with {Words()}";
            }

            if (await Wire.StartTlsAsync(cancel) is { } failed)
            {
                return failed;
            }

            await AskAsync($"EHLO {driverName}", cancel);
        }

        bool isHeard = await AskAsync(XClientLine.Of(session), cancel);
        return (!isHeard && Wire.Trouble is not null) || XClientLine.IsRefused(Wire.Code, Wire.Line) ? $"XCLIENT was answered with {Words()}" : null;
    }

    /// <summary>Whether the server's patience is enough for another session; for one it always is.</summary>
    public bool Bears(AccessSession session) => (Errors == 0 && Junk <= 1) || Bears(session, Errors, Junk);

    /// <summary>The same after so many refusals and junk commands.</summary>
    public bool Bears(AccessSession session, int errors, int junk) => errors + LaneSpeech.MostErrors(session) <= limits.Errors && junk + 2 <= limits.Junk;

    /// <summary>Whether the client has to say HELO before the session.</summary>
    public bool NeedsHello(AccessSession session)
        => session.Helo is not null && (session.Asked == AccessCommand.Helo || _isEsmtp != session.Esmtp || _hello != session.Helo);

    /// <summary>Takes note of the reply that was read to a step.</summary>
    /// <returns>Its code.</returns>
    public int Note(AccessSession session, LaneStep step)
    {
        OwesReset = step == LaneStep.Data || (OwesReset && step != LaneStep.Reset);
        Junk += step is LaneStep.Hello or LaneStep.Reset or LaneStep.Asking ? 1 : 0;
        Errors += Wire.Code >= 400 ? 1 : 0;
        // A HELO that is refused leaves the one before in force.
        if (step == LaneStep.Hello && Wire.Code < 400)
        {
            (_hello, _isEsmtp, OwesReset) = (session.Helo, session.Esmtp, false);
            CanPipeline = session.Esmtp && Wire.Offers("PIPELINING"u8);
        }

        return Wire.Code;
    }

    /// <summary>Ends it without a word.</summary>
    public async ValueTask CloseAsync()
    {
        IsOpen = false;
        await Wire.CloseAsync();
    }

    /// <summary>Says goodbye where it is open.</summary>
    public async ValueTask LeaveAsync(CancellationToken cancel)
    {
        if (IsOpen)
        {
            Wire.Say("QUIT");
            await Wire.SendAsync(cancel);
            await CloseAsync();
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Wire.DisposeAsync();

    private async Task<bool> AskAsync(string line, CancellationToken cancel)
    {
        Wire.Say(line);
        await Wire.SendAsync(cancel);
        return await Wire.ReadAsync(ReplyTime, cancel);
    }

    private string Words() => Wire.Trouble ?? (Wire.Code == 0 ? "nothing" : $"{Wire.Code} {Visible.Escape(Wire.Line)}");
}
