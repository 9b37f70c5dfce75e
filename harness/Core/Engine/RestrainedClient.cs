using System.Net.Security;
using Harness.Core.Smtp.Tls;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace Harness.Core.Engine;

/// <summary>MailKit's client, which goes no further than RCPT where the caller has not named the recipient.</summary>
/// <param name="log">Takes the transcript down.</param>
/// <param name="mayReach">Whether a message may go to a recipient, by the argument of RCPT; null: to any.</param>
internal sealed class RestrainedClient(IProtocolLogger log, Func<string, bool>? mayReach) : SmtpClient(log)
{
    /// <summary>The reply to a recipient to whom no message goes, as MailKit has it; null where there is none.</summary>
    public SmtpResponse? Withheld { get; private set; }

    /// <inheritdoc/>
    protected override SslClientAuthenticationOptions GetSslClientAuthenticationOptions(string host, RemoteCertificateValidationCallback remoteCertificateValidationCallback)
    {
        SslClientAuthenticationOptions options = base.GetSslClientAuthenticationOptions(host, remoteCertificateValidationCallback);
        options.CertificateChainPolicy = OfflineChain.Policy();
        return options;
    }

    /// <inheritdoc/>
    protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        if (mayReach?.Invoke($"<{mailbox.Address}>") == false)
        {
            Withheld = response;
            // Of all exceptions this is the one after which MailKit says RSET and stays connected.
            throw new SmtpCommandException(SmtpErrorCode.RecipientNotAccepted, response.StatusCode, mailbox, response.Response);
        }

        base.OnRecipientAccepted(message, mailbox, response);
    }
}
