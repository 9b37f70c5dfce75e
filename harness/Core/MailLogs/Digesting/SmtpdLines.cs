using Harness.Core.MailLogs.Counting;
using Harness.Core.MailLogs.Reading;

namespace Harness.Core.MailLogs.Digesting;

/// <summary>The lines of smtpd(8) and postscreen(8), session by session.</summary>
internal sealed class SmtpdLines(Totals totals, Tables tables, MessageQueue queue)
{
    private const int MostSessions = 32_768;

    private readonly Dictionary<int, SmtpdSession> _sessions = [];

    public void Take(in LoggedLine line)
    {
        ReadOnlySpan<byte> text = line.Text, rest;
        if (QueueKey.TryRead(text, out QueueKey key, out int length))
        {
            rest = text[(length + 2)..];
            if (rest.TryAfter("client="u8, out ReadOnlySpan<byte> client))
                Accepted(line, key, client);
            else
                Answer(line, rest);
        }
        else if (text.TryAfter("NOQUEUE: "u8, out rest))
        {
            if (!Answer(line, rest))
                Trouble(rest);
        }
        else if (text.StartsWith("connect from "u8))
        {
            totals.Connections++;
            Session(line.Pid).Begin();
        }
        else if (text.StartsWith("disconnect from "u8))
        {
            Ended(line.Pid, text);
        }
        else if (TlsSummary.TryRead(text, "from "u8, out _, out ReadOnlySpan<byte> kind))
        {
            totals.TlsConnections++;
            tables.TlsIn.Of(kind).Value++;
            Session(line.Pid).Tls = true;
        }
        else if (text.TryAfter("warning: "u8, out rest))
        {
            LoginFailed(rest);
            totals.NotSmtp += rest.StartsWith("non-SMTP command from "u8) ? 1 : 0;
        }
        else
        {
            Trouble(text);
        }
    }

    private void Accepted(in LoggedLine line, QueueKey key, ReadOnlySpan<byte> text)
    {
        SmtpdSession session = Session(line.Pid);
        totals.FromClients++;
        totals.FromClientsByTls += session.Tls ? 1 : 0;
        Hours.Add(totals.ReceivedByHour, line.Time);
        int user = text.IndexOf("sasl_username="u8);
        if (user >= 0)
        {
            totals.FromUsers++;
            session.User ??= text[(user + 14)..].UpTo(", "u8).ToArray();
        }
        if (LoggedPeer.TryRead(text, out LoggedPeer peer))
        {
            ClientCounts client = Client(peer);
            client.Accepted++;
            client.AcceptedLater += client.RefusedItself > 0 ? 1 : 0;
        }
        queue.Begin(key, line.Time);
    }

    // "reject: RCPT from name[address]: 554 5.7.1 …; from=<s> to=<r> proto=ESMTP helo=<h>"
    private bool Answer(in LoggedLine line, ReadOnlySpan<byte> text)
    {
        int colon = text[..Math.Min(text.Length, 32)].IndexOf(": "u8);
        if (colon <= 0)
            return false;
        ReadOnlySpan<byte> kind = text[..colon], rest = text[(colon + 2)..];
        bool isMilter = kind.SequenceEqual("milter-reject"u8);
        if (!isMilter && !kind.SequenceEqual("reject"u8))
        {
            totals.Warned += kind.SequenceEqual("reject_warning"u8) ? 1 : 0;
            totals.Held += kind.SequenceEqual("hold"u8) ? 1 : 0;
            totals.Discarded += kind.SequenceEqual("discard"u8) ? 1 : 0;
            totals.Redirected += kind.SequenceEqual("redirect"u8) ? 1 : 0;
            return false;
        }
        int from = rest[..Math.Min(rest.Length, 30)].IndexOf(" from "u8);
        totals.Rejected++;
        totals.MilterRejected += isMilter ? 1 : 0;
        Hours.Add(totals.RejectedByHour, line.Time);
        if (from < 0 || !LoggedPeer.TryRead(rest[(from + 6)..], out LoggedPeer peer))
            return true;
        rest = rest[(from + 6 + peer.Length)..];
        if (rest.StartsWith(": "u8))
            rest = rest[2..];
        Span<byte> name = stackalloc byte[RefusalReason.Longest + 16];
        RefusedFor about = RefusalReason.Of(rest, name, out int length, out ReadOnlySpan<byte> zone);
        if (isMilter)
            (about, length) = (RefusedFor.Other, Milter(rest, name));
        ReasonCount reason = tables.Reasons.Of(name[..length]);
        if (reason.Reason.Length == 0)
            reason.Reason = name[..length].ToArray();
        reason.Value++;
        if (zone.Length > 0)
            tables.Lists.Of(zone).Value++;
        Refused(line, peer, rest, reason, about);
        return true;
    }

    private void Refused(in LoggedLine line, LoggedPeer peer, ReadOnlySpan<byte> text, ReasonCount reason, RefusedFor about)
    {
        ClientCounts client = Client(peer);
        client.Refused++;
        if (about is RefusedFor.Client or RefusedFor.Helo or RefusedFor.Sender)
        {
            client.RefusedItself++;
            client.Reason ??= reason;
            client.RefusedAt ??= line.Time;
        }
        int helo = text.LastIndexOf(" helo=<"u8);
        if (helo >= 0)
        {
            ReadOnlySpan<byte> name = text[(helo + 7)..], after;
            int end = name.IndexOf((byte)'>');
            after = end < 0 ? default : name[(end + 1)..];
            tables.HeloNames.Of(end < 0 ? name : name[..end]).Value++;
            // Postfix 3.10 and later.
            int user = after.IndexOf("sasl_username="u8);
            if (user >= 0)
            {
                UserRefused(after[(user + 14)..].UpTo(", "u8), peer.Address, reason);
                Session(line.Pid).IsTold = true;
            }
        }
        SmtpdSession session = Session(line.Pid);
        session.Refusals++;
        session.Reason = reason;
    }

    // "disconnect from name[address] ehlo=2 starttls=1 auth=1 mail=1 rcpt=0/1 quit=1 commands=5/7"
    private void Ended(int pid, ReadOnlySpan<byte> text)
    {
        SmtpdSession session = Session(pid);
        int login = text.IndexOf(" auth="u8);
        if (session.Refusals > 0 && !session.IsTold && login >= 0 && text[(login + 6)..] is [>= (byte)'1' and <= (byte)'9', ..]
            && LoggedPeer.TryRead(text["disconnect from "u8.Length..], out LoggedPeer peer))
        {
            UserRefused(session.User, peer.Address, session.Reason);
        }
        session.Begin();
    }

    private void UserRefused(ReadOnlySpan<byte> user, ReadOnlySpan<byte> client, ReasonCount? reason)
    {
        UserRefusals refusals = tables.Users.Of(user);
        refusals.Value++;
        refusals.Reason = reason;
        refusals.Client = client.ToArray();
    }

    // "name[address]: SASL PLAIN authentication failed: …"
    private void LoginFailed(ReadOnlySpan<byte> text)
    {
        int sasl = text.IndexOf("]: SASL "u8);
        if (sasl < 0 || text[sasl..].IndexOf("authentication failed"u8) < 0 || !LoggedPeer.TryRead(text, out LoggedPeer peer))
            return;
        totals.LoginsFailed++;
        Client(peer).LoginsFailed++;
    }

    private void Trouble(ReadOnlySpan<byte> text)
    {
        totals.Lost += text.StartsWith("lost connection after "u8) || text.StartsWith("timeout after "u8) ? 1 : 0;
        totals.TooManyErrors += text.StartsWith("too many errors after "u8) ? 1 : 0;
        totals.Pipelining += text.StartsWith("improper command pipelining after "u8) ? 1 : 0;
        totals.TlsFailed += text.StartsWith("SSL_accept error from "u8) ? 1 : 0;
        totals.BareNewlines += text.StartsWith("disconnect: bare <LF>"u8) ? 1 : 0;
    }

    private static int Milter(ReadOnlySpan<byte> text, Span<byte> to)
    {
        "milter: "u8.CopyTo(to);
        return 8 + RefusalReason.Numbered(text.UpTo(";"u8), to[8..]);
    }

    private ClientCounts Client(LoggedPeer peer)
    {
        ClientCounts client = tables.Clients.Of(peer.Address);
        if (peer.Name.Length > 0 && !peer.Name.SequenceEqual(client.Name))
            client.Name = peer.Name.ToArray();
        return client;
    }

    private SmtpdSession Session(int pid)
    {
        if (_sessions.TryGetValue(pid, out SmtpdSession? session))
            return session;
        if (_sessions.Count >= MostSessions)
            _sessions.Clear();
        return _sessions[pid] = new();
    }
}
