using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.MailLog;
using Harness.Core.Postfix.Trace;

namespace Harness.Tests.Postfix;

/// <summary>Logs of Postfix 3.7.11 (Debian bookworm), made in a container without a network.</summary>
internal static class Samples
{
    /// <summary>The main.cf lines under which the samples were made.</summary>
    public const string Configuration = """
        compatibility_level = 3.6
        smtpd_restriction_classes = strict
        strict = reject_non_fqdn_sender, reject_unknown_client_hostname, reject
        smtpd_helo_restrictions = permit_mynetworks, warn_if_reject reject_unknown_helo_hostname,
          reject_non_fqdn_helo_hostname, reject_invalid_helo_hostname
        smtpd_sender_restrictions = permit_mynetworks, check_sender_access hash:/etc/postfix/acc,
          hash:/etc/postfix/acc, reject_non_fqdn_sender
        smtpd_relay_restrictions = permit_mynetworks permit_sasl_authenticated defer_unauth_destination
        smtpd_recipient_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination,
          reject_rbl_client zen.spamhaus.org=127.0.0.[2..11],
          reject_rbl_client bl.spamcop.net, permit
        smtpd_data_restrictions = reject_multi_recipient_bounce
        """;

    public static string[] Raw(string name) =>
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Postfix", "samples", name));

    public static MailLogLine[] Lines(string name) => [.. Raw(name).Select(MailLogLine.TryParse).OfType<MailLogLine>()];

    public static MailLogLine Line(string text, string tag = "postfix/smtpd") =>
        MailLogLine.TryParse($"Nov 22 16:01:39 mx {tag}[119]: {text}")!;

    public static IReadOnlyList<CommandTrace> Trace(string name, bool configured = false) =>
        configured ? SmtpdTrace.Read(Lines(name), MainCf.Parse(Configuration, "main.cf")) : SmtpdTrace.Read(Lines(name));

    public static CommandTrace Recipient(string name, bool configured = false) =>
        Trace(name, configured).First(c => c.Command.StartsWith("RCPT", StringComparison.Ordinal));
}
