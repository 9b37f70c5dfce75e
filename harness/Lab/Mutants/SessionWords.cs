using Harness.Core.Postfix.Access;
using Harness.Core.Smtp;

namespace Harness.Lab.Mutants;

/// <summary>A session of the access model in a line, as one would play it by hand.</summary>
internal static class SessionWords
{
    /// <summary>Who says what.</summary>
    public static string Of(AccessSession session)
    {
        string name = session.ClientName == "unknown" ? session.ReverseName : session.ClientName;
        string[] said =
        [
            .. session.Helo is { } helo ? new[] { $"{(session.Esmtp ? "EHLO" : "HELO")} {helo}" } : [],
            .. session.Tls ? new[] { "STARTTLS" } : [],
            .. session.Sender is { } sender ? new[] { $"MAIL FROM:<{sender}>{(session.SmtpUtf8 ? " SMTPUTF8" : "")}" } : [],
            .. session.Sender is null ? [] : session.Recipients.Select(r => $"RCPT TO:<{r}>"),
            .. session.Asked switch
            {
                AccessCommand.Vrfy or AccessCommand.Etrn => new[] { $"{session.Asked.ToString().ToUpperInvariant()} {string.Join(" ", session.Recipients)}" },
                AccessCommand.Data or AccessCommand.EndOfData => ["DATA"],
                _ => [],
            },
        ];
        return Visible.Escape($"{session.Client?.ToString() ?? "an unknown address"} ({name}){(session.Login is { } login ? $", logged in as {login}," : "")} says {string.Join(", ", said)}");
    }
}
