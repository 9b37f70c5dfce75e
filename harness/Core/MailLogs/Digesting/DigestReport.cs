using System.Globalization;
using System.Text;
using Harness.Core.MailLogs.Counting;

namespace Harness.Core.MailLogs.Digesting;

/// <summary>Makes a report of what was counted.</summary>
/// <param name="digest">What was counted.</param>
/// <param name="top">How many names of each kind are told.</param>
internal sealed class DigestReport(Digest digest, int top)
{
    private readonly Totals _totals = digest.Totals;
    private readonly Tables _tables = digest.Tables;

    /// <summary>The report.</summary>
    /// <param name="files">The logs.</param>
    /// <param name="cut">How many lines were cut.</param>
    /// <param name="hasGuessedYear">Whether time stamps were without a year.</param>
    public MailLogReport Of(IReadOnlyList<string> files, long cut, bool hasGuessedYear) => new(
        files,
        new(_totals.Lines, digest.OfPostfix, _totals.OfOthers, _totals.Unreadable, cut, Names(_tables.Others)),
        Messages(),
        new(Reasons(), Names(_tables.Lists), Names(_tables.Clients, c => c.Refused, Client), Names(_tables.HeloNames)),
        Suspects(),
        new(_totals.FromClients, _totals.FromClientsByTls, Names(_tables.TlsIn), _totals.DeliveredOut, _totals.DeliveredOutByTls, Names(_tables.TlsOut)),
        Delays(),
        new(_totals.Connections, _totals.TlsConnections, _totals.Lost, _totals.TlsFailed, _totals.LoginsFailed,
            Names(_tables.Clients, c => c.LoginsFailed, Client), _totals.Pipelining, _totals.NotSmtp, _totals.TooManyErrors),
        new(_totals.Fatal, _totals.Panics, _totals.Warnings, Names(_tables.Grave), Names(_tables.Warnings)))
    {
        First = Time(digest.First),
        Last = Time(digest.Last),
        Remarks = [.. Remarks(hasGuessedYear)],
    };

    private LoggedMessages Messages() => new(
        _totals.FromClients + _totals.FromMachine, _totals.FromUsers, _totals.FromMachine, _totals.Delivered, _totals.Forwarded, _totals.DeferredMessages,
        _totals.Deferrals, _totals.Bounced, _totals.Expired, _totals.Rejected, _totals.Warned, _totals.Held, _totals.Discarded, _totals.BytesReceived,
        _totals.BytesDelivered)
    {
        Hours = [.. Enumerable.Range(0, 24).Select(h => new LoggedHour(
            h, _totals.ReceivedByHour[h], _totals.DeliveredByHour[h], _totals.DeferredByHour[h], _totals.RejectedByHour[h]))],
    };

    private LoggedSuspects Suspects() => new(
        [.. _tables.Clients.Heaviest(top, c => c.AcceptedLater).Select(Suspect)],
        _tables.Clients.All.Count(c => c.Value.AcceptedLater > 0),
        [.. _tables.Users.Heaviest(top).Select(u => new SuspectUser(Text(u.Key), Text(u.Value.Client), u.Value.Value, Text(u.Value.Reason?.Reason ?? [])))],
        [.. _tables.Clients.Heaviest(top, c => c.RefusedItself > 0 && BigSenders.Has(c.Name) ? c.RefusedItself : 0).Select(Suspect)]);

    private LoggedDelays Delays() => new(
        Names(_tables.Deferred), Names(_tables.Bounced),
        [.. _totals.DelayedUpTo.Select((count, i) => new CountedName(i < Totals.Delays.Length ? $"up to {Span(Totals.Delays[i])}" : "longer", count))],
        _totals.Finished, _totals.FinishedWithBeginning,
        _totals.FinishedWithBeginning == 0 ? null : Math.Round((double)_totals.SecondsInQueue / _totals.FinishedWithBeginning, 1), _totals.LongestInQueue,
        digest.Queue.Count, digest.Queue.Deferred, _totals.GivenUp);

    private IEnumerable<string> Remarks(bool hasGuessedYear)
    {
        if (hasGuessedYear)
            yield return "The time stamps have no year: it is the latest in which no line is later than its file.";
        (string What, long Missing)[] tables =
        [
            ("clients", _tables.Clients.Missing), ("HELO names", _tables.HeloNames.Missing), ("reasons of refusals", _tables.Reasons.Missing),
            ("DNS lists", _tables.Lists.Missing), ("reasons of deferrals", _tables.Deferred.Missing), ("reasons of bounces", _tables.Bounced.Missing),
            ("users", _tables.Users.Missing), ("warnings", _tables.Warnings.Missing),
        ];
        foreach ((string what, long missing) in tables.Where(t => t.Missing > 0))
            yield return string.Create(CultureInfo.InvariantCulture, $"More different {what} than are kept: what is told of a single one may be up to {missing} too low.");
        if (_totals.GivenUp > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"More than {MessageQueue.Most} messages were in the queue at once: {_totals.GivenUp} were not followed to the end.");
        if (_totals.TlsConnections == 0 && _totals.Connections > 0)
            yield return "No line tells of TLS from clients: without smtpd_tls_loglevel = 1 nobody can say how much of it there was.";
        if (_totals.DeliveredOut > 0 && _tables.TlsOut.Count == 0)
            yield return "No line tells of TLS to other hosts: without smtp_tls_loglevel = 1 nobody can say how much of it there was.";
    }

    private CountedNames Reasons() => Names(_tables.Reasons, r => r.Value, (key, _) => Text(key));

    private CountedNames Names(BoundedTable<Count> table) => Names(table, c => c.Value, (key, _) => Text(key));

    private CountedNames Names<T>(BoundedTable<T> table, Func<T, long> weight, Func<byte[], T, string> name)
        where T : class, new()
        => new([.. table.Heaviest(top, weight).Select(e => new CountedName(name(e.Key, e.Value), weight(e.Value)))], table.All.Count(e => weight(e.Value) > 0), table.Missing);

    private static string Client(byte[] address, ClientCounts client) => $"{(client.Name.Length == 0 ? "" : Text(client.Name))}[{Text(address)}]";

    private static SuspectClient Suspect(KeyValuePair<byte[], ClientCounts> client) => new(
        Text(client.Key), Text(client.Value.Name), client.Value.RefusedItself, client.Value.AcceptedLater, Text(client.Value.Reason?.Reason ?? []),
        Time(client.Value.RefusedAt));

    private static DateTime? Time(long? seconds) => seconds is { } s ? new DateTime(s * TimeSpan.TicksPerSecond) : null;

    // Postfix logs UTF-8 with SMTPUTF8, and ? for what it does not take; what else stands there is no text.
    private static string Text(ReadOnlySpan<byte> octets) => Encoding.UTF8.GetString(octets);

    private static string Span(double seconds) => seconds switch
    {
        < 60 => $"{seconds:0} s",
        < 3600 => $"{seconds / 60:0} min",
        _ => $"{seconds / 3600:0} h",
    };
}
