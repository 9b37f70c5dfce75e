using System.Net;
using System.Text.RegularExpressions;
using Harness.Core.Evidence;
using Harness.Core.Postfix.Access;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;

namespace Harness.Core.Remedies;

/// <summary>An attack's session as the access model takes it.</summary>
/// <param name="Session">The session.</param>
/// <param name="Stage">The stage of its last command.</param>
/// <param name="Last">The answer that its last step awaits; null: any.</param>
/// <param name="Unawaited">The stages of commands whose refusal does not end the session.</param>
public sealed partial record AccessDialogue(AccessSession Session, Stage Stage, ReplyPattern? Last, IReadOnlyList<Stage> Unawaited)
{
    /// <summary>Reads the steps of a session.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="values">The values of their placeholders.</param>
    /// <param name="client">Who speaks; a client that has a name has a verified one.</param>
    /// <returns>
    /// Null where the session is no ordinary one: HELO or EHLO, STARTTLS, MAIL, one RCPT, DATA and a message in this order, or VRFY, said
    /// in printable ASCII.
    /// </returns>
    public static AccessDialogue? Of(IReadOnlyList<Step> steps, Placeholders values, ClientSeen client)
    {
        if (steps.Count == 0 || !IPAddress.TryParse(client.Address, out IPAddress? address))
            return null;
        string name = client.Name ?? "unknown";
        AccessDialogue? said = new(
            new AccessSession { Client = address, ClientName = name, ReverseName = name, Sender = null, Asked = AccessCommand.Connect },
            Stage.Connect, null, []);
        for (int i = 0; i < steps.Count && said is not null; i++)
        {
            said = steps[i] switch
            {
                Say { Times: 1 } say => said.Saying(values.Fill(say.Line)),
                StartTls when i > 0 && steps[i - 1] is Say { Line: "STARTTLS" } => said.Encrypted(),
                SendMessage { OverSize: false } when said.Session.Asked == AccessCommand.Data => said.At(Stage.EndOfData, said.Session with { Asked = AccessCommand.EndOfData }),
                _ => null,
            };
            if (said is null)
                return null;
            bool goesOn = steps[i] is StartTls || steps[i].Await is { IsPositive: true };
            if (i == steps.Count - 1)
                said = said with { Last = steps[i].Await };
            else if (!goesOn)
                said = said with { Unawaited = [.. said.Unawaited, said.Stage] };
        }

        // A session that ends with NOOP, QUIT or STARTTLS asks for no access.
        return steps[^1] is StartTls || (steps[^1] is Say { Line: var last } && (IsIdle(values.Fill(last)) || IsStartTls(last))) ? null : said;
    }

    private AccessDialogue? Saying(string line)
    {
        if (line.Length > 500 || line.Any(c => c is < ' ' or > '~'))
            return null;
        AccessCommand asked = Session.Asked;
        if (IsStartTls(line))
            return Session.Tls ? null : this;
        if (IsIdle(line))
            return this;
        if (Introduction().Match(line) is { Success: true } hello && asked <= AccessCommand.Helo)
        {
            return At(Stage.Helo, Session with
            {
                Helo = hello.Groups["name"].Value,
                Esmtp = hello.Groups["verb"].Value.Equals("EHLO", StringComparison.OrdinalIgnoreCase),
                Asked = AccessCommand.Helo,
            });
        }

        if (MailFrom().Match(line) is { Success: true } mail && asked <= AccessCommand.Helo)
        {
            return At(Stage.Mail, Session with
            {
                Sender = mail.Groups["address"].Value,
                SmtpUtf8 = mail.Groups["utf8"].Success,
                Asked = AccessCommand.Mail,
            });
        }

        if (RcptTo().Match(line) is { Success: true } rcpt && asked is AccessCommand.Mail or AccessCommand.Connect or AccessCommand.Helo)
            return At(Stage.Rcpt, Session with { Recipients = [rcpt.Groups["address"].Value], Asked = AccessCommand.Rcpt });
        if (line.Equals("DATA", StringComparison.OrdinalIgnoreCase) && asked == AccessCommand.Rcpt)
            return At(Stage.Data, Session with { Asked = AccessCommand.Data });
        // VRFY opens no stage.
        return line.StartsWith("VRFY ", StringComparison.OrdinalIgnoreCase) && asked <= AccessCommand.Mail
            ? this with { Session = Session with { Recipients = [line[5..]], Asked = AccessCommand.Vrfy } }
            : null;
    }

    // RFC 3207 §4.2: what was said before is forgotten.
    private AccessDialogue Encrypted()
        => this with { Session = Session with { Tls = true, Helo = null, Sender = null, Recipients = [], Asked = AccessCommand.Connect } };

    private static bool IsStartTls(string line) => line.Equals("STARTTLS", StringComparison.OrdinalIgnoreCase);

    private AccessDialogue At(Stage stage, AccessSession session) => this with { Stage = stage, Session = session };

    private static bool IsIdle(string line) => line.Equals("NOOP", StringComparison.OrdinalIgnoreCase) || line.Equals("QUIT", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\A(?<verb>HELO|EHLO) (?<name>.*)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Introduction();

    [GeneratedRegex(@"\AMAIL FROM:<(?<address>[^<>]*)>(?<utf8> SMTPUTF8)?\z", RegexOptions.IgnoreCase)]
    private static partial Regex MailFrom();

    [GeneratedRegex(@"\ARCPT TO:<(?<address>[^<>]*)>\z", RegexOptions.IgnoreCase)]
    private static partial Regex RcptTo();
}
