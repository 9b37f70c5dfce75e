using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using Harness.Core.Smtp.Tls;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Harness.Core.Engine;

/// <summary>A session the way an ordinary mail program has it: MailKit delivers one message.</summary>
internal sealed class MailKitSession(Deadlines deadlines, TimeProvider clock, Func<string, bool>? mayReach)
{
    private readonly TranscriptRecorder _transcript = new();

    /// <summary>Delivers one message as the step says.</summary>
    public async Task<SessionResult> PlayAsync(Submit submit, Placeholders values, IVantage vantage, CancellationToken cancel)
    {
        (Stream? stream, string detail) = await vantage.ConnectAsync(cancel);
        if (stream is null)
        {
            return SessionResult.Unreachable(detail, _transcript);
        }

        await using var connection = new BoundedStream(stream, ReplyScan.MaxOctets);
        using var session = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        session.CancelAfter(deadlines.Session);
        // MailKit's own time-out does not reach a stream it did not open.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(session.Token);
        limit.CancelAfter(deadlines.Reply);
        using var log = new MailKitTranscript(
            _transcript, clock, isMessage => limit.CancelAfter(isMessage ? deadlines.EndOfData : deadlines.Reply));
        using var client = new RestrainedClient(log, mayReach)
        {
            LocalDomain = vantage.HeloName,
            // What is asked here is whether mail gets through; who vouches for the certificate is a claim of its own.
            ServerCertificateValidationCallback = (_, _, _, _) => true,
        };
        Outcome outcome = await DeliverAsync(client, log, submit, values, vantage.Opening, connection, limit.Token);
        TlsOutcome? tls = client.IsSecure
            ? new TlsOutcome(true, TlsVersions.Name(client.SslProtocol), client.SslCipherSuite?.ToString(), null, null)
            : null;
        cancel.ThrowIfCancellationRequested();
        if (log.IsAhead)
        {
            outcome = SessionEnd.Ahead(outcome);
        }

        await LeaveAsync(client, limit.Token);
        return new SessionResult(outcome, log.Exchanges, _transcript.Lines, tls);
    }

    private static async Task LeaveAsync(SmtpClient client, CancellationToken limit)
    {
        try
        {
            await client.DisconnectAsync(quit: client.IsConnected, limit);
        }
        catch (OperationCanceledException)
        {
            // The message's fate is known; a server that does not answer QUIT changes nothing about it.
        }
    }

    private static async Task<Outcome> DeliverAsync(
        RestrainedClient client, MailKitTranscript log, Submit submit, Placeholders values, Opening opening, BoundedStream stream, CancellationToken cancel)
    {
        Stage stage = Stage.Connect;
        try
        {
            SecureSocketOptions tls = (opening, submit.Tls) switch
            {
                (Opening.ImplicitTls, _) => SecureSocketOptions.SslOnConnect,
                (Opening.StartTls, _) or (_, "required") => SecureSocketOptions.StartTls,
                (_, "offered") => SecureSocketOptions.StartTlsWhenAvailable,
                _ => SecureSocketOptions.None,
            };
            await client.ConnectAsync(stream, ServerName.ForUrl(values), 25, tls, cancel);
            stage = Stage.Helo;
            if (submit.User is { } user)
            {
                await client.AuthenticateAsync(values.Fill(user), values.Fill(submit.Password ?? user), cancel);
            }

            stage = Stage.Mail;
            var sender = MailboxAddress.Parse(values.Fill(submit.Sender));
            var recipient = MailboxAddress.Parse(values.Fill(submit.Recipient));
            var message = new MimeMessage([sender], [recipient], "Ordinary mail", new TextPart { Text = "An ordinary message.\r\n" });
            string reply = await client.SendAsync(message, sender, [recipient], cancel);
            return new Outcome(Ending.Completed, Stage.EndOfData, 250, null, KeptReply.Line(reply));
        }
        catch (SmtpCommandException) when (client.Withheld is { } taken)
        {
            var accepted = new Outcome(Ending.Completed, Stage.Rcpt, (int)taken.StatusCode, null, KeptReply.Line(taken.Response));
            return SessionEnd.Withheld(accepted, SessionEnd.NotNamed("the recipient"));
        }
        catch (Exception failed) when (stage == Stage.Connect && opening != Opening.Plain && failed is SmtpCommandException or NotSupportedException or SslHandshakeException)
        {
            return SessionEnd.NotBegun(stage, KeptReply.Line(failed.Message.Split('\n')[0]));
        }
        catch (SmtpCommandException refused)
        {
            // MailKit does not tell at which command of a transaction an answer came that it did not await.
            return Refused(refused, stage == Stage.Mail && log.Exchanges is [.., var last] ? last.Stage : stage);
        }
        catch (AuthenticationException refused)
        {
            return refused.InnerException is SmtpCommandException inner
                ? Refused(inner, Stage.Helo)
                : new Outcome(Ending.Turned, Stage.Helo, 535, null, KeptReply.Line(refused.Message));
        }
        catch (ServiceNotAuthenticatedException refused)
        {
            // MailKit's word for 530, which is also the answer where STARTTLS must come first (RFC 3207 §4).
            return Answered(530, refused.Message, Stage.Mail);
        }
        catch (NotSupportedException lacking)
        {
            // MailKit's word for an extension that the server does not announce: STARTTLS or AUTH.
            return new Outcome(Ending.Turned, Stage.Helo, 502, null, KeptReply.Line(lacking.Message));
        }
        catch (SslHandshakeException failed)
        {
            return new Outcome(Ending.TlsFailed, stage, null, null, KeptReply.Line(failed.Message.Split('\n')[0]));
        }
        catch (IOException) when (stream.IsFlooded)
        {
            return new Outcome(Ending.Garbled, stage, null, null, SessionEnd.WithoutEnd);
        }
        catch (Exception gone) when (gone is ServiceNotConnectedException or ProtocolException || StreamLayers.IsBreak(gone))
        {
            return new Outcome(Ending.Closed, stage, null, null, KeptReply.Line(gone.Message));
        }
        catch (OperationCanceledException)
        {
            // The caller's own giving up is told apart by who asks for the session.
            return new Outcome(Ending.TimedOut, stage, null, null, "no reply before the deadline");
        }
    }

    private static Outcome Refused(SmtpCommandException refused, Stage stage)
    {
        Stage at = refused.ErrorCode switch
        {
            SmtpErrorCode.SenderNotAccepted => Stage.Mail,
            SmtpErrorCode.RecipientNotAccepted => Stage.Rcpt,
            SmtpErrorCode.MessageNotAccepted => Stage.EndOfData,
            _ => stage,
        };
        return Answered((int)refused.StatusCode, refused.Message, at);
    }

    private static Outcome Answered(int status, string text, Stage at)
    {
        int blank = text.IndexOf(' ', StringComparison.Ordinal);
        bool enhanced = EnhancedStatusCode.TryParse(blank > 0 ? text[..blank] : text, out EnhancedStatusCode? code);
        // 200 to 299 is a reply, and not the one that lets MailKit go on.
        Ending ending = status is < 200 or (>= 300 and < 400) or > 599 ? Ending.Garbled : Ending.Turned;
        return new Outcome(ending, at, status, code?.ToString(), KeptReply.Line(enhanced && blank > 0 ? text[(blank + 1)..] : text));
    }
}
