using System.Globalization;
using Harness.Core.MailLogs;

namespace Harness.Core.Reports.MailLog;

/// <summary>What a mail log tells, part by part; whatever a stranger wrote is escaped.</summary>
internal static class LogSections
{
    private const int LongestName = 160;

    /// <summary>The parts that have something to tell.</summary>
    public static IReadOnlyList<LogSection> Of(MailLogReport report) =>
    [
        .. new LogSection[]
        {
            Mail(report.Messages),
            Named("Refused, by restriction (as the replies tell it)", report.Refusals.Restrictions),
            Named("Refused, by DNS list", report.Refusals.Lists),
            Named("Refused, by client", report.Refusals.Clients),
            Named("Refused, by HELO name", report.Refusals.HeloNames),
            Suspects(report.Suspects),
            Encrypted(report.Tls),
            Named("Deferred, by reason", report.Delays.Deferred),
            Named("Bounced, by reason", report.Delays.Bounced),
            Queue(report.Delays),
            Sessions(report.Sessions),
            Named("Fatal", report.Complaints.Grave),
            Named("Warnings", report.Complaints.Mild),
            Named("Lines of other programs", report.Lines.Others),
        }.Where(s => s.Rows.Count > 0),
    ];

    /// <summary>A number with its thousands apart.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static LogSection Mail(LoggedMessages m)
    {
        string[] from = [.. Some(m.FromUsers, "from users who logged in"), .. Some(m.FromMachine, "from this machine")];
        return new("Mail",
        [
            (Number(m.Received), $"received{(from.Length > 0 ? $" ({string.Join(", ", from)})" : "")}, {Size(m.BytesReceived)}"),
            (Number(m.Delivered), $"delivered, {Size(m.BytesDelivered)}"),
            .. Row(m.Forwarded, "forwarded"),
            (Number(m.Deferred), $"deferred{(m.Deferrals > 0 ? $" ({Number(m.Deferrals)} deferrals)" : "")}"),
            (Number(m.Bounced), "bounced"),
            .. Row(m.Expired, "expired in the queue"),
            (Number(m.Rejected), "rejected"),
            .. Row(m.RejectWarnings, "only warned of (warn_if_reject, WARN)"),
            .. Row(m.Held, "held"),
            .. Row(m.Discarded, "discarded"),
        ]);
    }

    private static LogSection Suspects(LoggedSuspects suspects) => new("Perhaps refused by mistake",
    [
        .. suspects.Users.Select(u => (Number(u.Refused), $"logged in as {(u.User.Length == 0 ? "somebody the log does not name" : Name(u.User))}, from [{Name(u.Client)}]: {Name(u.Reason)}")),
        .. suspects.BigSenders.Select(c => (Number(c.Refused), $"{Client(c)}, a large provider: {Name(c.Reason)}")),
        .. suspects.DeliveredLater.Select(c => (Number(c.Refused), $"{Client(c)}: {Name(c.Reason)}{Since(c)}; {Words.Count((int)Math.Min(c.Accepted, int.MaxValue), "message")} taken later")),
        .. suspects.DeliveredLaterInAll > suspects.DeliveredLater.Count
            ? [("", $"and {Number(suspects.DeliveredLaterInAll - suspects.DeliveredLater.Count)} more clients that delivered later")] : Array.Empty<(string, string)>(),
    ]);

    private static LogSection Encrypted(LoggedTls tls) => new("Encrypted",
    [
        .. tls.MessagesIn > 0 ? [(Percent(tls.MessagesInByTls, tls.MessagesIn), $"of {Number(tls.MessagesIn)} messages from clients")] : Array.Empty<(string, string)>(),
        .. tls.KindsIn.Top.Select(k => (Number(k.Count), $"connections from clients with {Name(k.Name)}")),
        .. tls.DeliveriesOut > 0 ? [(Percent(tls.DeliveriesOutByTls, tls.DeliveriesOut), $"of {Number(tls.DeliveriesOut)} deliveries to other hosts")] : Array.Empty<(string, string)>(),
        .. tls.KindsOut.Top.Select(k => (Number(k.Count), $"connections to other hosts with {Name(k.Name)}")),
    ]);

    private static LogSection Queue(LoggedDelays delays) => new("In the queue",
    [
        .. delays.Delivered.Where(d => d.Count > 0).Select(d => (Number(d.Count), $"delivered in {(d.Name == "longer" ? "a longer time" : d.Name)}")),
        .. Row(delays.Finished, $"messages left it, {Number(delays.FollowedFromStart)} followed from the start{Mean(delays)}"),
        .. Row(delays.InQueue, $"still there, {Number(delays.InQueueDeferred)} of them deferred"),
    ]);

    private static LogSection Sessions(LoggedSessions s) => new("Sessions",
    [
        .. Row(s.Connections, "clients connected"),
        .. Row(s.Lost, "broke off or timed out"),
        .. Row(s.TlsFailed, "TLS handshakes failed"),
        .. Row(s.Pipelining, "sent commands too early"),
        .. Row(s.NotSmtp, "spoke another protocol"),
        .. Row(s.TooManyErrors, "ended after too many errors"),
        .. Row(s.LoginsFailed, "logins failed"),
        .. s.FailedLoginClients.Top.Select(c => (Number(c.Count), $"of them from {Name(c.Name)}")),
    ]);

    private static LogSection Named(string title, CountedNames names) => new(
        names.AtMostMissing > 0 ? $"{title}; each may be up to {Number(names.AtMostMissing)} too low" : title,
        [
            .. names.Top.Select(n => (Number(n.Count), Name(n.Name))),
            .. names.Different > names.Top.Count ? [("", $"and {Number(names.Different - names.Top.Count)} more")] : Array.Empty<(string, string)>(),
        ]);

    private static string Mean(LoggedDelays delays) => delays.MeanSeconds is { } mean
        ? string.Create(CultureInfo.InvariantCulture, $", {mean:0.#} s there in the mean and {delays.LongestSeconds} s at most") : "";

    private static string Client(SuspectClient client) => $"{Name(client.Name)}[{Name(client.Address)}]";

    private static string Since(SuspectClient client) => client.RefusedAt is { } time ? time.ToString(", 'first at' yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : "";

    private static IEnumerable<(string, string)> Row(long count, string what) => count > 0 ? [(Number(count), what)] : [];

    private static IEnumerable<string> Some(long count, string what) => count > 0 ? [$"{Number(count)} {what}"] : [];

    private static string Percent(long part, long whole) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:0.#} %");

    private static string Size(long octets) => octets switch
    {
        < 10_000 => string.Create(CultureInfo.InvariantCulture, $"{octets} octets"),
        < 10_000_000 => string.Create(CultureInfo.InvariantCulture, $"{octets / 1e3:0} kB"),
        < 10_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{octets / 1e6:0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{octets / 1e9:0} GB"),
    };

    private static string Name(string text) => Shown.Of(text, LongestName);
}
