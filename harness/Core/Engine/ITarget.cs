using Harness.Core.Evidence;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.MailLog;

namespace Harness.Core.Engine;

/// <summary>A server under test, as the session player sees it: clients to speak as, facts, and what the server left behind.</summary>
public interface ITarget
{
    /// <summary>The values of the placeholders this target has (<c>recipient</c>, <c>outside</c>, …).</summary>
    IReadOnlyDictionary<string, string> Facts { get; }

    /// <summary>The configuration's main.cf, or null for a server that is seen from outside only.</summary>
    MainCf? MainCf { get; }

    /// <summary>How the server wants to be treated.</summary>
    Manners Manners { get; }

    /// <summary>What comes before the steps of every session.</summary>
    Opening Opening => Opening.Plain;

    /// <summary>The kinds of client it can be spoken to as.</summary>
    IReadOnlyCollection<string> Kinds { get; }

    /// <summary>Whether the blocking lists that the server asks are the harness's own.</summary>
    bool HasLists { get; }

    /// <summary>Whether the mail log and deliveries can be seen.</summary>
    bool HasLog { get; }

    /// <summary>What goes into the run record about the server.</summary>
    TargetRecord Describe();

    /// <summary>
    /// Waits for a client of a kind and takes it: no other session speaks from its address until it is disposed of.
    /// </summary>
    /// <param name="kind">The kind as attacks name it: <c>outsider</c>, <c>inside</c>.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>The client, or null where the target has none of that kind.</returns>
    Task<IVantage?> TakeAsync(string kind, CancellationToken cancel);

    /// <summary>
    /// The kind of clients that stand for another kind in numbers, without a trace of their own; null where there are none, and
    /// sessions are not to share connections.
    /// </summary>
    string? CrowdFor(string kind);

    /// <summary>Makes each list do as it says, and those that are not named list what they always do.</summary>
    /// <param name="lists">Words of <see cref="Dns.ListModeWords"/> by zone.</param>
    /// <param name="cancel">Gives up.</param>
    Task SwitchAsync(IReadOnlyDictionary<string, string> lists, CancellationToken cancel);
}

/// <summary>How a session reaches the point where its steps begin.</summary>
public enum Opening
{
    /// <summary>In clear: the greeting is the first thing that comes.</summary>
    Plain,

    /// <summary>EHLO and STARTTLS come first, as a submission server wants it (RFC 6409 with RFC 3207).</summary>
    StartTls,

    /// <summary>TLS from the first octet (RFC 8314 §3.3).</summary>
    ImplicitTls,
}

/// <summary>One client's place to speak from, taken for one session.</summary>
public interface IVantage : IAsyncDisposable
{
    /// <summary>Who speaks.</summary>
    ClientSeen Client { get; }

    /// <summary>A name that this client may introduce itself with: it resolves, and to its address.</summary>
    string HeloName { get; }

    /// <summary>What comes before the steps of a session.</summary>
    Opening Opening => Opening.Plain;

    /// <summary>Opens a connection to the server under test, from this client's address.</summary>
    /// <returns>The stream, or null with the reason in <c>Detail</c>: an unreachable server is data.</returns>
    Task<(Stream? Stream, string Detail)> ConnectAsync(CancellationToken cancel);

    /// <summary>
    /// What the server left behind about this client's session, once it is complete: waits until the server has said that the
    /// session is over and that each message is delivered, deferred or bounced.
    /// </summary>
    /// <param name="queueIds">The queue ids of accepted messages.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>Null where nothing but the wire is to be seen.</returns>
    Task<ServerSide?> CollectAsync(IReadOnlyList<string> queueIds, CancellationToken cancel);
}

/// <summary>The server's side of one session.</summary>
/// <param name="Lines">The mail-log lines of the session, smtpd's trace included, in order.</param>
/// <param name="Arrivals">The messages that arrived somewhere.</param>
/// <param name="Missing">What should be there and is not, or null.</param>
public sealed record ServerSide(IReadOnlyList<MailLogLine> Lines, IReadOnlyList<Arrival> Arrivals, string? Missing);
