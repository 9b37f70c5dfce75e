using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Verdicts.Proving;

/// <summary>What no session of the matrix shows, so that a proof says nothing about it.</summary>
public static class NotCovered
{
    /// <summary>A line each.</summary>
    /// <param name="parameters">The configuration; what it has of these is named.</param>
    public static IReadOnlyList<string> Of(ServiceParameters parameters) =>
    [
        "clients with a certificate (permit_tls_clientcerts, permit_tls_all_clientcerts, check_ccert_access)",
        "services of master.cf but the one behind port 25 (submission, smtps), and mail of the server's own programs (sendmail)",
        $"what filters, milters and policy services make of a message{Named(parameters, "smtpd_milters", "content_filter", "smtpd_proxy_filter")}",
        "pipelining, BDAT, sizes and contents of messages, their From among them",
        "address verification (reject_unverified_sender, reject_unverified_recipient), rates and numbers of connections",
        "what becomes of mail that was rightly taken: aliases, forwarding, mailing lists, bounces",
        "of keys of a table with the same right-hand side more than two, of other keys more than 200 for each of client, HELO, sender and recipient, of a pattern more than one text that it matches",
    ];

    private static string Named(ServiceParameters parameters, params string[] names)
    {
        string[] set = [.. names.Select(parameters.Find).OfType<ParameterValue>().Where(v => v is { IsSet: true, Text.Length: > 0 }).Select(v => $"{v.Name}, {Path.GetFileName(v.Place.File)}:{v.Place.Line}")];
        return set.Length == 0 ? "" : $" (here: {string.Join("; ", set)})";
    }
}
