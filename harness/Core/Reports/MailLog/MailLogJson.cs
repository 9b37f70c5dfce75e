using System.Text.Json;
using Harness.Core.MailLogs;

namespace Harness.Core.Reports.MailLog;

/// <summary>The report of a mail log for programs; its form is <c>fixtures/schema/maillog.schema.json</c>.</summary>
public static class MailLogJson
{
    /// <summary>An object, and a final line feed.</summary>
    public static string Write(MailLogReport report) => JsonSerializer.Serialize(new
    {
        Schema = "harness-maillog-1",
        report.Files,
        First = Time(report.First),
        Last = Time(report.Last),
        report.Lines,
        report.Messages,
        report.Refusals,
        Suspects = new
        {
            DeliveredLater = report.Suspects.DeliveredLater.Select(Client),
            report.Suspects.DeliveredLaterInAll,
            report.Suspects.Users,
            BigSenders = report.Suspects.BigSenders.Select(Client),
        },
        report.Tls,
        report.Delays,
        report.Sessions,
        report.Complaints,
        report.Remarks,
    }, JsonForm.Options) + "\n";

    private static object Client(SuspectClient client) => new
    {
        client.Address,
        client.Name,
        client.Refused,
        client.Accepted,
        client.Reason,
        RefusedAt = Time(client.RefusedAt),
    };

    // No zone: the log's own clock, of which nobody knows one.
    private static string? Time(DateTime? time) => time?.ToString("yyyy-MM-ddTHH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
}
