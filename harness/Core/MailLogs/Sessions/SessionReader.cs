using System.Net;
using System.Text;
using Harness.Core.MailLogs.Counting;
using Harness.Core.MailLogs.Digesting;
using Harness.Core.MailLogs.Reading;
using Harness.Core.Postfix.MailLog;

namespace Harness.Core.MailLogs.Sessions;

/// <summary>
/// Reads the sessions of the public smtpd from a log: mail that was taken by <c>client=</c>, <c>from=</c> and <c>to=</c>, what was refused by its
/// reject line.
/// </summary>
internal sealed class SessionReader : ILogListener
{
    private const int MostOpen = 131_072;
    private const int MostProcesses = 32_768;
    private const int MostRecipients = 1_000;

    private readonly Dictionary<QueueKey, OpenMessage> _open = [];
    private readonly Dictionary<int, (bool Tls, string? Reverse)> _processes = [];
    private string? _reverse;
    private string _reverseOf = "";

    /// <summary>What was read.</summary>
    public LoggedMail Mail { get; } = new();

    public void Unreadable()
    {
    }

    public void Take(in LoggedLine line)
    {
        switch (LogProgramWords.Of(line.Program))
        {
            case LogProgram.Smtpd:
                Smtpd(line);
                break;
            case LogProgram.Postscreen when line.Text.StartsWith("NOQUEUE: reject: "u8):
                Mail.Leave("refused by postscreen, which stands before smtpd");
                break;
            case LogProgram.Qmgr when QueueKey.TryRead(line.Text, out QueueKey key, out int length) && _open.TryGetValue(key, out OpenMessage? message):
                Manager(key, message, line.Text[(length + 2)..]);
                break;
            case LogProgram.Smtp or LogProgram.Local when QueueKey.TryRead(line.Text, out QueueKey key, out _) && _open.TryGetValue(key, out OpenMessage? message):
                Delivered(message, line);
                break;
        }
    }

    /// <summary>The logs are over.</summary>
    public void End()
    {
        foreach (OpenMessage message in _open.Values)
            Close(message);
        _open.Clear();
    }

    private void Smtpd(in LoggedLine line)
    {
        ReadOnlySpan<byte> text = line.Text;
        if (text.StartsWith("connect from "u8))
        {
            if (_processes.Count >= MostProcesses)
                _processes.Clear();
            _processes[line.Pid] = (false, _reverse);
            _reverse = null;
        }
        else if (text.TryAfter("warning: hostname "u8, out ReadOnlySpan<byte> rest) && rest.IndexOf(" does not resolve to address "u8) is > 0 and var end)
        {
            // Told just before the connection is.
            _reverse = Text(rest[..end]);
            _reverseOf = Text(rest[(end + 29)..].UpTo(": "u8));
        }
        else if (TlsSummary.TryRead(text, "from "u8, out _, out _))
        {
            _processes[line.Pid] = (true, _processes.GetValueOrDefault(line.Pid).Reverse);
        }
        else if (QueueKey.TryRead(text, out QueueKey key, out int length) && text[(length + 2)..].TryAfter("client="u8, out rest))
        {
            if (!IsPublic(line))
                Mail.Leave($"by {Text(line.Tag)}, another service than the one of port 25");
            else if (rest.IndexOf(", orig_queue_id="u8) >= 0)
                Mail.Leave("mail that came back from a content filter");
            else
                Begin(line, key, text[..length], rest);
        }
        else if (text.IndexOf(": reject"u8) is > 0 and < 30)
        {
            Refused(line);
        }
    }

    private void Begin(in LoggedLine line, QueueKey key, ReadOnlySpan<byte> id, ReadOnlySpan<byte> text)
    {
        if (!LoggedPeer.TryRead(text, out LoggedPeer peer) || !IPAddress.TryParse(Text(peer.Address), out IPAddress? address))
            return;
        if (_open.Count >= MostOpen)
            End();
        int user = text.IndexOf("sasl_username="u8);
        (bool tls, string? reverse) = _processes.GetValueOrDefault(line.Pid);
        string name = Text(peer.Name);
        _open[key] = new OpenMessage
        {
            Client = address,
            ClientName = name,
            ReverseName = Reverse(name, Text(peer.Address), reverse),
            QueueId = Text(id),
            Login = user < 0 ? null : Text(text[(user + 14)..].UpTo(", "u8)),
            Tls = tls,
            Time = Time(line),
        };
        if (name != "unknown")
            LoggedMail.Note(Mail.KnownNames, name);
    }

    private void Manager(QueueKey key, OpenMessage message, ReadOnlySpan<byte> text)
    {
        if (text.SequenceEqual("removed"u8))
        {
            _open.Remove(key);
            Close(message);
        }
        else if (message.Sender is null && text.TryAfter("from=<"u8, out ReadOnlySpan<byte> rest) && rest.AddressEnd() is >= 0 and var end)
        {
            message.Sender = Text(rest[..end]);
        }
    }

    private static void Delivered(OpenMessage message, in LoggedLine line)
    {
        if (message.Recipients.Count < MostRecipients && Delivery.TryParse(Line(line)) is { } delivery)
            message.Recipients.Add(delivery.OriginalRecipient ?? delivery.Recipient);
    }

    private void Close(OpenMessage message)
    {
        if (message.Sender is null || message.Recipients.Count == 0)
        {
            Mail.Leave(message.Sender is null ? "taken, and its sender is not told: it never came into the queue" : "taken, and no recipient is told: it was held, or is still in the queue");
            return;
        }
        foreach (string recipient in message.Recipients)
        {
            Mail.Add(new(message.Client, message.ClientName, message.ReverseName, null, true, message.Tls, message.Login, message.Sender, recipient, LoggedAnswer.Taken),
                message.Time, message.QueueId);
        }
    }

    private void Refused(in LoggedLine line)
    {
        if (Rejection.TryParse(Line(line)) is not { } rejection || !IPAddress.TryParse(rejection.ClientAddress, out IPAddress? address))
            return;
        Span<byte> name = stackalloc byte[RefusalReason.Longest];
        RefusedFor about = RefusalReason.Of(Encoding.UTF8.GetBytes($"{rejection.Code} {rejection.Enhanced} {rejection.Text}"), name, out int length, out ReadOnlySpan<byte> list);
        string reason = Text(name[..length]);
        string? zone = list.IsEmpty ? null : Text(list);
        RefusalFacts.Note(Mail, rejection, address, reason, zone, about);
        if (rejection.Kind != "reject")
            return;
        if (!IsPublic(line))
        {
            Mail.Leave($"by {Text(line.Tag)}, another service than the one of port 25");
        }
        else if (rejection.Stage is "END-OF-MESSAGE" or "DATA" || rejection.Code is null)
        {
            Mail.Leave("refused at DATA or for its content");
        }
        else
        {
            (bool tls, string? reverse) = _processes.GetValueOrDefault(line.Pid);
            // Of a refusal before Postfix 3.10 nobody knows whether there was a login.
            int user = line.Text.LastIndexOf(" sasl_username="u8);
            bool isRefusedAtRecipient = rejection.Stage == "RCPT";
            Mail.Add(new(
                address, rejection.ClientName, Reverse(rejection.ClientName, rejection.ClientAddress, reverse), rejection.Helo, rejection.Protocol != "SMTP", tls,
                user < 0 ? null : Text(line.Text[(user + 15)..].UpTo(", "u8)), rejection.Stage is "RCPT" or "MAIL" ? rejection.Sender ?? "" : null,
                isRefusedAtRecipient ? rejection.Recipient : null,
                new(rejection.Stage, rejection.Code ?? 0, rejection.Enhanced ?? "", reason, zone)), Time(line), rejection.QueueId ?? "");
        }
    }

    private string Reverse(string name, string address, string? reverse) => name != "unknown" ? name : reverse is not null && _reverseOf == address ? reverse : "unknown";

    // The service of port 25 logs as postfix/smtpd; another one with a syslog_name of its own (master.cf).
    private static bool IsPublic(in LoggedLine line) => line.Tag.Count((byte)'/') == 1;

    private static MailLogLine Line(in LoggedLine line) => new(null, Text(line.Program), Text(line.Tag), line.Pid, Text(line.Text), "");

    private static DateTime? Time(in LoggedLine line) => line.Time is { } seconds ? new DateTime(seconds * TimeSpan.TicksPerSecond) : null;

    private static string Text(ReadOnlySpan<byte> octets) => Encoding.UTF8.GetString(octets);
}
