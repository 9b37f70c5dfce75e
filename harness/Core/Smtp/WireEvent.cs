namespace Harness.Core.Smtp;

/// <summary>Who a line of a transcript belongs to.</summary>
public enum Direction
{
    /// <summary>Octets handed to the connection by the harness.</summary>
    Client,

    /// <summary>Octets received from the server.</summary>
    Server,

    /// <summary>Something about the connection itself; the event has a note and no octets.</summary>
    Note,
}

/// <summary>One thing that happened on a wire, for the transcript. Under TLS the octets are the decrypted ones.</summary>
/// <param name="At">Time since the wire was opened, by the wire's clock.</param>
/// <param name="Direction">Who spoke.</param>
/// <param name="Octets">
/// A private copy of the octets: for the client those of one send, for the server those of one receive, which
/// is no unit of the protocol. Empty for a note.
/// </param>
/// <param name="Note">For a note, what happened: connected, TLS established, closed, timed out; else null.</param>
public sealed record WireEvent(TimeSpan At, Direction Direction, ReadOnlyMemory<byte> Octets, string? Note);
