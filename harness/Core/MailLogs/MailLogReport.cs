namespace Harness.Core.MailLogs;

/// <summary>What a mail log tells. Names in it are a stranger's text: escape where shown.</summary>
/// <param name="Files">The logs, in the order in which they were read.</param>
/// <param name="Lines">The lines.</param>
/// <param name="Messages">The mail.</param>
/// <param name="Refusals">Who was refused.</param>
/// <param name="Suspects">Refusals that may have been mistakes.</param>
/// <param name="Tls">How much was encrypted.</param>
/// <param name="Delays">What did not go out at once.</param>
/// <param name="Sessions">Sessions of smtpd, and what went wrong in them.</param>
/// <param name="Complaints">What Postfix itself complains about.</param>
public sealed record MailLogReport(
    IReadOnlyList<string> Files, LoggedLines Lines, LoggedMessages Messages, LoggedRefusals Refusals, LoggedSuspects Suspects, LoggedTls Tls,
    LoggedDelays Delays, LoggedSessions Sessions, LoggedComplaints Complaints)
{
    /// <summary>The version of the JSON of it.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The earliest time, by the log's own clock; null where no line has one.</summary>
    public DateTime? First { get; init; }

    /// <summary>The latest.</summary>
    public DateTime? Last { get; init; }

    /// <summary>What the reader should know of the figures, a sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}

/// <summary>Lines by whose they are.</summary>
/// <param name="All">All of them.</param>
/// <param name="OfPostfix">Those of Postfix.</param>
/// <param name="OfOthers">Those of other programs.</param>
/// <param name="Unreadable">Those that are no line of a log.</param>
/// <param name="Cut">Those of which only the beginning was looked at.</param>
/// <param name="Others">The other programs.</param>
public sealed record LoggedLines(long All, long OfPostfix, long OfOthers, long Unreadable, long Cut, CountedNames Others);

/// <summary>Names with how often each came, the most frequent first.</summary>
/// <param name="Top">The most frequent.</param>
/// <param name="Different">How many different ones are known.</param>
/// <param name="AtMostMissing">How much too low a count may be, where there were more different ones than are kept; 0: exact.</param>
public sealed record CountedNames(IReadOnlyList<CountedName> Top, int Different, long AtMostMissing);

/// <summary>A name and how often it came.</summary>
/// <param name="Name">The name.</param>
/// <param name="Count">How often.</param>
public sealed record CountedName(string Name, long Count);

/// <summary>Mail by what became of it; words as pflogsumm(1) uses them.</summary>
/// <param name="Received">Messages taken, from clients and from this machine.</param>
/// <param name="FromUsers">Of these, from logged-in users.</param>
/// <param name="FromMachine">Of these, from this machine itself.</param>
/// <param name="Delivered">Deliveries: a message to a recipient.</param>
/// <param name="Forwarded">Deliveries that made a new message of this server.</param>
/// <param name="Deferred">Messages that were put off at least once.</param>
/// <param name="Deferrals">How often a delivery was put off.</param>
/// <param name="Bounced">Deliveries that failed for good.</param>
/// <param name="Expired">Messages given back since they had waited too long.</param>
/// <param name="Rejected">Refusals, of smtpd, postscreen and cleanup.</param>
/// <param name="RejectWarnings">Refusals that were only logged (warn_if_reject, and WARN of header and body checks).</param>
/// <param name="Held">Put on hold.</param>
/// <param name="Discarded">Thrown away.</param>
/// <param name="BytesReceived">Octets of messages taken.</param>
/// <param name="BytesDelivered">Octets of messages delivered.</param>
public sealed record LoggedMessages(
    long Received, long FromUsers, long FromMachine, long Delivered, long Forwarded, long Deferred, long Deferrals, long Bounced, long Expired,
    long Rejected, long RejectWarnings, long Held, long Discarded, long BytesReceived, long BytesDelivered)
{
    /// <summary>By hour of the day: received, delivered, deferred, rejected.</summary>
    public IReadOnlyList<LoggedHour> Hours { get; init; } = [];
}

/// <summary>An hour of the day, all days together.</summary>
/// <param name="Hour">0 to 23, by the log's own clock.</param>
/// <param name="Received">Messages taken.</param>
/// <param name="Delivered">Deliveries.</param>
/// <param name="Deferred">Deliveries put off.</param>
/// <param name="Rejected">Refusals.</param>
public sealed record LoggedHour(int Hour, long Received, long Delivered, long Deferred, long Rejected);

/// <summary>Refusals.</summary>
/// <param name="Restrictions">By restriction, or by reply where the reply tells none.</param>
/// <param name="Lists">By DNS list.</param>
/// <param name="Clients">By client.</param>
/// <param name="HeloNames">By HELO name.</param>
public sealed record LoggedRefusals(CountedNames Restrictions, CountedNames Lists, CountedNames Clients, CountedNames HeloNames);

/// <summary>Refusals that may have been mistakes.</summary>
/// <param name="DeliveredLater">Clients that were refused for what they are, and of whom mail was taken afterwards.</param>
/// <param name="DeliveredLaterInAll">How many such clients there are.</param>
/// <param name="Users">Logged-in users who were refused.</param>
/// <param name="BigSenders">Clients of known big senders that were refused for what they are.</param>
public sealed record LoggedSuspects(
    IReadOnlyList<SuspectClient> DeliveredLater, int DeliveredLaterInAll, IReadOnlyList<SuspectUser> Users, IReadOnlyList<SuspectClient> BigSenders);

/// <summary>A client that may have been refused by mistake.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Name">Its verified name, or <c>unknown</c>.</param>
/// <param name="Refused">How often it was refused for what it is.</param>
/// <param name="Accepted">How many of its messages were taken afterwards.</param>
/// <param name="Reason">Why it was first refused.</param>
/// <param name="RefusedAt">When that was.</param>
public sealed record SuspectClient(string Address, string Name, long Refused, long Accepted, string Reason, DateTime? RefusedAt);

/// <summary>A user who was refused.</summary>
/// <param name="User">The login name; empty where no line tells it.</param>
/// <param name="Client">The address of the client, last.</param>
/// <param name="Refused">How often.</param>
/// <param name="Reason">Why, last.</param>
public sealed record SuspectUser(string User, string Client, long Refused, string Reason);

/// <summary>How much was encrypted.</summary>
/// <param name="MessagesIn">Messages taken from clients.</param>
/// <param name="MessagesInByTls">Of these, over TLS.</param>
/// <param name="KindsIn">Protocols and cipher suites of connections from clients.</param>
/// <param name="DeliveriesOut">Deliveries to other hosts.</param>
/// <param name="DeliveriesOutByTls">Of these, over TLS.</param>
/// <param name="KindsOut">Protocols and cipher suites of connections to other hosts.</param>
public sealed record LoggedTls(
    long MessagesIn, long MessagesInByTls, CountedNames KindsIn, long DeliveriesOut, long DeliveriesOutByTls, CountedNames KindsOut);

/// <summary>What did not go out at once.</summary>
/// <param name="Deferred">Why deliveries were put off.</param>
/// <param name="Bounced">Why deliveries failed for good.</param>
/// <param name="Delivered">Deliveries by how long the message had been there.</param>
/// <param name="Finished">Messages that left the queue.</param>
/// <param name="FollowedFromStart">Of these, whose beginning is in the log.</param>
/// <param name="MeanSeconds">How long these were in the queue, in the mean; null where there are none.</param>
/// <param name="LongestSeconds">The longest.</param>
/// <param name="InQueue">Messages that are still there at the end of the log.</param>
/// <param name="InQueueDeferred">Of these, put off.</param>
/// <param name="GivenUp">Messages that were followed no further, since too many were in the queue at once.</param>
public sealed record LoggedDelays(
    CountedNames Deferred, CountedNames Bounced, IReadOnlyList<CountedName> Delivered, long Finished, long FollowedFromStart, double? MeanSeconds,
    long LongestSeconds, int InQueue, int InQueueDeferred, long GivenUp);

/// <summary>Sessions of smtpd.</summary>
/// <param name="Connections">Clients that connected.</param>
/// <param name="WithTls">TLS connections established.</param>
/// <param name="Lost">Sessions that broke off or timed out.</param>
/// <param name="TlsFailed">Handshakes that failed.</param>
/// <param name="LoginsFailed">Logins that failed.</param>
/// <param name="FailedLoginClients">The clients that failed to log in.</param>
/// <param name="Pipelining">Commands that came too early.</param>
/// <param name="NotSmtp">Clients that spoke another protocol.</param>
/// <param name="TooManyErrors">Sessions that were ended after too many errors.</param>
public sealed record LoggedSessions(
    long Connections, long WithTls, long Lost, long TlsFailed, long LoginsFailed, CountedNames FailedLoginClients, long Pipelining, long NotSmtp,
    long TooManyErrors);

/// <summary>What Postfix complains about.</summary>
/// <param name="Fatal">Programs that died of a mistake, mostly of configuration.</param>
/// <param name="Panics">Programs that died of a bug.</param>
/// <param name="Warnings">Warnings and errors.</param>
/// <param name="Grave">The fatal ones and the panics.</param>
/// <param name="Mild">The warnings.</param>
public sealed record LoggedComplaints(long Fatal, long Panics, long Warnings, CountedNames Grave, CountedNames Mild);
