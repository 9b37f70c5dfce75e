using System.Net;

namespace Harness.Core.MailLogs.Sessions;

/// <summary>A session as a mail log tells it: one recipient, or the command at which the client was turned away. Its names are a stranger's text.</summary>
/// <param name="Client">The client's address.</param>
/// <param name="ClientName">Its verified name, or <c>unknown</c>.</param>
/// <param name="ReverseName">The name of its PTR record, where a warning tells one that does not lead back; else as the verified one.</param>
/// <param name="Helo">The HELO name; null where the log does not tell it, as of all mail that was taken.</param>
/// <param name="IsEsmtp">Whether it was EHLO; true where the log does not tell it.</param>
/// <param name="Tls">Whether the session was encrypted, as far as the log tells.</param>
/// <param name="Login">The login name, or null.</param>
/// <param name="Sender">The envelope sender, empty for the null sender; null where the client had not said it.</param>
/// <param name="Recipient">The recipient as the client gave it; null where it had not said one.</param>
/// <param name="Answer">What it came to.</param>
public sealed record LoggedSession(
    IPAddress Client, string ClientName, string ReverseName, string? Helo, bool IsEsmtp, bool Tls, string? Login, string? Sender, string? Recipient,
    LoggedAnswer Answer);

/// <summary>What a session came to.</summary>
/// <param name="Stage">The command that was refused, in capitals as logged; empty for mail that was taken.</param>
/// <param name="Code">The reply code; 250 for mail that was taken.</param>
/// <param name="Enhanced">The enhanced status code, empty where none was.</param>
/// <param name="Reason">The restriction behind the reply, or the reply itself; empty for mail that was taken.</param>
/// <param name="Zone">The DNS list that refused; null where none did.</param>
public sealed record LoggedAnswer(string Stage, int Code, string Enhanced, string Reason, string? Zone)
{
    /// <summary>Mail that was taken.</summary>
    public static readonly LoggedAnswer Taken = new("", 250, "", "", null);

    /// <summary>Whether it was taken.</summary>
    public bool IsAccepted => Stage.Length == 0;
}
