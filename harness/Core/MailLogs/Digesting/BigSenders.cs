using System.Text;

namespace Harness.Core.MailLogs.Digesting;

/// <summary>
/// Host names from which large providers send: a refusal of one of these concerns many people. The client's name is the verified one, so
/// nobody can claim it.
/// </summary>
internal static class BigSenders
{
    private static readonly byte[][] _domains =
    [
        .. "google.com outlook.com hotmail.com live.com yahoo.com yahoodns.net amazonses.com amazon.com apple.com icloud.com me.com fastmail.com messagingengine.com proton.ch protonmail.ch gmx.net web.de t-online.de mailbox.org posteo.de orange.fr free.fr laposte.net libero.it telenor.net telia.com yandex.net mail.ru zoho.com sendgrid.net mailgun.net mailgun.org mandrillapp.com mailchimp.com mcsv.net rsgsv.net sparkpostmail.com mailjet.com postmarkapp.com mtasv.net exacttarget.com salesforce.com facebook.com facebookmail.com linkedin.com github.com paypal.com mimecast.com pphosted.com ppe-hosted.com messagelabs.com iphmx.com barracudanetworks.com"
            .Split(' ').Select(Encoding.ASCII.GetBytes),
    ];

    /// <summary>Whether a verified name is at or below one of their domains.</summary>
    public static bool Has(ReadOnlySpan<byte> name)
    {
        foreach (byte[] domain in _domains)
        {
            if (name.Length >= domain.Length && Ascii.EqualsIgnoreCase(name[^domain.Length..], domain)
                && (name.Length == domain.Length || name[^(domain.Length + 1)] == '.'))
                return true;
        }
        return false;
    }
}
