using System.Net;
using System.Text.RegularExpressions;
using Harness.Core.MailLogs.Digesting;
using Harness.Core.Postfix.MailLog;

namespace Harness.Core.MailLogs.Sessions;

/// <summary>What a refusal, or the warning of one, tells of the world.</summary>
internal static partial class RefusalFacts
{
    private static readonly IPAddress _usual = new([127, 0, 0, 2]);

    /// <summary>Notes it.</summary>
    public static void Note(LoggedMail mail, Rejection rejection, IPAddress client, string reason, string? zone, RefusedFor about)
    {
        LoggedFacts facts = rejection.Kind == "reject" ? mail.OfRefusals : mail.OfWarnings;
        if (zone is not null)
        {
            LoggedMail.Note(mail.Zones, zone);
            if (about == RefusedFor.Client)
                facts.List(client, zone, Answer(rejection.Text));
        }
        if (rejection.ClientName is not ("unknown" or ""))
            LoggedMail.Note(mail.KnownNames, rejection.ClientName);
        switch (reason)
        {
            case "reject_unknown_sender_domain" when Domain(rejection.Sender) is { } domain:
                LoggedMail.Note(facts.MissingNames, domain);
                break;
            case "reject_unknown_recipient_domain" when Domain(rejection.Recipient) is { } domain:
                LoggedMail.Note(facts.MissingNames, domain);
                break;
            case "reject_unknown_helo_hostname" when rejection.Helo is { } helo:
                LoggedMail.Note(facts.MissingNames, helo);
                break;
            case "reject_unlisted_recipient" when rejection.Recipient is { } recipient:
                LoggedMail.Note(mail.UnknownRecipients, recipient);
                break;
        }
    }

    // Most lists' texts tell the answer; a code of 127.0.0.0/8 is all that counts.
    private static IPAddress Answer(string text)
        => Code().Match(text[Math.Max(0, text.IndexOf(" blocked using ", StringComparison.Ordinal))..]) is { Success: true, Value: var code } && IPAddress.TryParse(code, out IPAddress? answer)
            ? answer : _usual;

    private static string? Domain(string? address) => address is not null && address.LastIndexOf('@') is >= 0 and var sign && sign + 1 < address.Length ? address[(sign + 1)..] : null;

    [GeneratedRegex(@"\b127\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\b", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
