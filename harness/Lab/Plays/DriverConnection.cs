using System.Text;
using Harness.Core.Postfix.Access;
using Harness.Core.Smtp;
using Harness.Core.Smtp.Tls;

namespace Harness.Lab.Plays;

/// <summary>
/// One connection of a driver that has become another client's (XCLIENT), on which session after session is played, RSET between
/// them. It is good for as long as the server keeps it.
/// </summary>
/// <param name="wire">Connected; the greeting has not been read.</param>
/// <param name="driverName">The driver's own name.</param>
internal sealed class DriverConnection(SmtpWire wire, string driverName)
{
    private readonly List<Answer> _answers = [];
    private Reading _greeting = new(ReadingEnd.Closed, null, "not connected");
    private int _commands;
    private int _greeted;
    private (string Name, bool Esmtp)? _hello;
    private int? _helloAt;

    /// <summary>What the sessions came to, in the order in which they were played.</summary>
    public IReadOnlyList<Answer> Answers => _answers;

    /// <summary>Whether another session can be played.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Becomes the client of a session: STARTTLS where it is encrypted, then XCLIENT, after which the server greets anew.</summary>
    /// <returns>Null, or why it did not come about.</returns>
    public async Task<string?> BecomeAsync(AccessSession session, CancellationToken cancel)
    {
        Reading greeting = await wire.ReadReplyAsync(cancel);
        if (greeting.Reply is not { Code: 220 })
        {
            return $"the driver was greeted with {Words(greeting)}";
        }

        Reading hello = await SayAsync($"EHLO {driverName}", cancel);
        if (session.Tls)
        {
            if (hello.Reply?.Offers("STARTTLS") != true)
            {
                return "STARTTLS is not offered";
            }

            await SayAsync("STARTTLS", cancel);
            if (await wire.StartTlsAsync("", cancel) is { Established: false } failed)
            {
                return $"TLS failed: {failed.Detail}";
            }

            await SayAsync($"EHLO {driverName}", cancel);
        }

        _greeting = await SayAsync(XClientLine.Of(session), cancel);
        _greeted = _commands;
        IsOpen = _greeting.Reply is not null && _greeting.End == ReadingEnd.Reply;
        return _greeting.Reply is { Code: 501 or 502 or 503 or 550 } ? $"XCLIENT was answered with {Words(_greeting)}" : null;
    }

    /// <summary>Plays one session as far as the server lets it.</summary>
    public async Task PlayAsync(AccessSession session, CancellationToken cancel)
    {
        if (session.Asked == AccessCommand.Connect || _greeting.Reply is not { Code: 220 })
        {
            _answers.Add(new Answer(session, AccessCommand.Connect, _greeting, [], _greeted, _greeted));
            return;
        }

        int first = _commands + 1;
        (AccessCommand stage, Reading reading, int place) = await DialogueAsync(session, cancel);
        _answers.Add(new Answer(session, stage, reading, _helloAt is { } hello ? [_greeted, hello] : [_greeted], first, place));
        // RSET goes with 421 and 521 too: then the connection is over, and that is how it is seen.
        IsOpen = IsOpen && reading.Reply is not { Code: 421 or 521 } && (await SayAsync("RSET", cancel)).Reply is { Code: 250 };
    }

    /// <summary>Says goodbye.</summary>
    public async Task LeaveAsync(CancellationToken cancel)
    {
        if (IsOpen)
        {
            await SayAsync("QUIT", cancel);
        }

        await wire.DisposeAsync();
    }

    private async Task<(AccessCommand Stage, Reading Reading, int Place)> DialogueAsync(AccessSession session, CancellationToken cancel)
    {
        (AccessCommand Stage, Reading Reading, int Place) last = (AccessCommand.Connect, _greeting, _greeted);
        if (session.Helo is { } name && (_hello != (name, session.Esmtp) || session.Asked == AccessCommand.Helo))
        {
            if (!await GoesOnAsync(AccessCommand.Helo, $"{(session.Esmtp ? "EHLO" : "HELO")} {name}"))
            {
                return last;
            }

            (_hello, _helloAt) = ((name, session.Esmtp), _commands);
        }

        if (session.Asked == AccessCommand.Helo)
        {
            return last;
        }

        if (session.Asked is AccessCommand.Vrfy or AccessCommand.Etrn)
        {
            await GoesOnAsync(session.Asked, $"{(session.Asked == AccessCommand.Vrfy ? "VRFY" : "ETRN")} {session.Recipients[^1]}");
            return last;
        }

        if (!await GoesOnAsync(AccessCommand.Mail, $"MAIL FROM:<{session.Sender}>{(session.SmtpUtf8 ? " SMTPUTF8" : "")}") || session.Asked == AccessCommand.Mail)
        {
            return last;
        }

        foreach (string recipient in session.Recipients)
        {
            await GoesOnAsync(AccessCommand.Rcpt, $"RCPT TO:<{recipient}>");
        }

        if (session.Asked == AccessCommand.Rcpt || !IsOpen)
        {
            return last;
        }

        if (!await GoesOnAsync(AccessCommand.Data, "DATA"))
        {
            return last;
        }

        // The text is part of DATA in smtpd's trace.
        await wire.SendAsync("Subject: played\r\n\r\n.\r\n"u8.ToArray(), cancel);
        Reading ended = await wire.ReadReplyAsync(cancel, wire.Deadlines.EndOfData);
        IsOpen = ended.End == ReadingEnd.Reply;
        return session.Asked == AccessCommand.EndOfData ? (AccessCommand.EndOfData, ended, _commands) : last;

        async Task<bool> GoesOnAsync(AccessCommand stage, string line)
        {
            if (!IsOpen)
            {
                return false;
            }

            Reading reading = await SayAsync(line, cancel);
            last = (stage, reading, _commands);
            IsOpen = reading.End == ReadingEnd.Reply && reading.Reply is not { Code: 421 or 521 };
            return reading.Reply is { IsPositive: true };
        }
    }

    private async Task<Reading> SayAsync(string line, CancellationToken cancel)
    {
        _commands++;
        await wire.SendAsync(Encoding.UTF8.GetBytes(line + "\r\n"), cancel);
        return await wire.ReadReplyAsync(cancel);
    }

    private static string Words(Reading reading)
        => reading.Reply is { } reply ? $"{reply.Code} {Visible.Escape(reply.Text)}" : reading.Detail ?? "nothing";
}
