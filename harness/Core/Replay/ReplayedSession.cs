using Harness.Core.MailLogs.Sessions;
using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Replay;

/// <summary>A session of a log as the access model, and a server, is asked for it.</summary>
/// <param name="Logged">What the log tells.</param>
/// <param name="Times">How often it came.</param>
/// <param name="Session">The session.</param>
public sealed record ReplayedSession(LoggedSession Logged, LoggedTimes Times, AccessSession Session)
{
    /// <summary>
    /// The session. A HELO name that the log does not tell is supposed to be a good one: the client's verified name, or its address in brackets
    /// (RFC 5321 §4.1.3).
    /// </summary>
    /// <param name="logged">What the log tells.</param>
    /// <param name="times">How often.</param>
    /// <param name="goesOn">Whether the configuration has something to say after RCPT.</param>
    /// <returns>Null for a command that is none of a mail.</returns>
    public static ReplayedSession? Of(LoggedSession logged, LoggedTimes times, bool goesOn)
    {
        AccessCommand? asked = logged.Answer.Stage switch
        {
            "" or "RCPT" => goesOn ? AccessCommand.EndOfData : AccessCommand.Rcpt,
            "MAIL" => AccessCommand.Mail,
            "HELO" or "EHLO" => AccessCommand.Helo,
            "CONNECT" => AccessCommand.Connect,
            _ => null,
        };
        if (asked is not { } command || (command is AccessCommand.Rcpt or AccessCommand.EndOfData && logged.Recipient is null))
            return null;
        return new(logged, times, new AccessSession
        {
            Client = logged.Client,
            ClientName = logged.ClientName,
            ReverseName = logged.ReverseName,
            Helo = logged.Helo ?? (logged.Answer.IsAccepted ? Supposed(logged) : null),
            Esmtp = logged.IsEsmtp,
            Tls = logged.Tls,
            Login = logged.Login,
            Sender = logged.Sender ?? "",
            Recipients = logged.Recipient is { } recipient ? [recipient] : [],
            Asked = command,
        });
    }

    /// <summary>Whether a configuration has restrictions after RCPT.</summary>
    public static bool GoesOn(ServiceParameters parameters)
        => parameters.Words("smtpd_data_restrictions").Count > 0 || parameters.Words("smtpd_end_of_data_restrictions").Count > 0;

    private static string Supposed(LoggedSession logged) => logged.ClientName != "unknown" ? logged.ClientName
        : logged.Client.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[IPv6:{logged.Client}]" : $"[{logged.Client}]";
}

/// <summary>A session with what the configuration makes of it.</summary>
/// <param name="Replayed">The session.</param>
/// <param name="Outcome">What it comes to now.</param>
public sealed record ReplayedOutcome(ReplayedSession Replayed, AccessOutcome Outcome)
{
    /// <summary>What of it the log does not tell, where that decides; null where it does not.</summary>
    public string? Supposed { get; init; }
}
