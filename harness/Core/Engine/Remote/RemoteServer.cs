using System.Net;

namespace Harness.Core.Engine.Remote;

/// <summary>A server outside the lab, as the caller names it, and how it is to be treated.</summary>
public sealed record RemoteServer
{
    /// <summary>Its name or address, as given.</summary>
    public required string Host { get; init; }

    /// <summary>What <see cref="Host"/> resolves to; at least one address.</summary>
    public required IReadOnlyList<IPAddress> Addresses { get; init; }

    /// <summary>Its port.</summary>
    public required int Port { get; init; }

    /// <summary>How a session begins; null: as is usual on the port.</summary>
    public Opening? Opening { get; init; }

    /// <summary>An address of the caller's elsewhere.</summary>
    public required string Sender { get; init; }

    /// <summary>A mailbox that exists on the server.</summary>
    public required string Recipient { get; init; }

    /// <summary>A mailbox of the caller's elsewhere, to which messages may be relayed; null: no relaying is carried through.</summary>
    public string? Outside { get; init; }

    /// <summary>An account on the server, or null.</summary>
    public NetworkCredential? Account { get; init; }

    /// <summary>The name that all clients introduce themselves with; null: each finds its own.</summary>
    public string? HeloName { get; init; }

    /// <summary>Places to speak from besides this machine, by the kind of client they stand for.</summary>
    public IReadOnlyDictionary<string, Proxy> Vantages { get; init; } = new Dictionary<string, Proxy>();

    /// <summary>How many sessions are open at the same time, at the most.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>How many sessions begin in a second, at the most.</summary>
    public double Rate { get; init; } = 10;

    /// <summary>Whether attacks are played that are not marked safe.</summary>
    public bool Intrusive { get; init; }

    /// <summary>How long after a 450 or 451 a session is played again; null: it is not.</summary>
    public TimeSpan? RetryAfter { get; init; } = TimeSpan.FromSeconds(65);
}

/// <summary>A SOCKS5 proxy (RFC 1928).</summary>
/// <param name="EndPoint">Where it listens.</param>
/// <param name="Account">What it wants to know (RFC 1929), or null.</param>
public sealed record Proxy(IPEndPoint EndPoint, NetworkCredential? Account);
