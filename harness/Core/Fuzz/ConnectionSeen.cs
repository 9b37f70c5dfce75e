using Harness.Core.Evidence;
using Harness.Core.Smtp;

namespace Harness.Core.Fuzz;

/// <summary>How a connection of a run ended.</summary>
internal enum ConnectionEnd
{
    /// <summary>The server closed it, after QUIT or of its own accord.</summary>
    Closed,

    /// <summary>It broke: answers may have been lost on the way.</summary>
    Broken,

    /// <summary>The server said nothing for as long as there is patience.</summary>
    TimedOut,

    /// <summary>The client was gone first, and read no more answers.</summary>
    Left,

    /// <summary>There was none.</summary>
    Unreachable,
}

/// <summary>A transaction and where it begins among the octets of its connection.</summary>
internal sealed record Played(FuzzTransaction Transaction, int Start);

/// <summary>What one connection showed.</summary>
/// <param name="Client">Who spoke.</param>
/// <param name="Played">The transactions, in order.</param>
/// <param name="Sent">Every octet that was sent, one character each (Latin-1).</param>
/// <param name="Replies">Every reply, the greeting first.</param>
/// <param name="End">How it ended.</param>
/// <param name="WaitedFor">Whether it ended while the client waited for an answer, with nothing else on its way.</param>
internal sealed record ConnectionSeen(
    ClientSeen Client, IReadOnlyList<Played> Played, string Sent, IReadOnlyList<Reply> Replies, ConnectionEnd End, bool WaitedFor)
{
    /// <summary>The number of the transaction to which an octet belongs; 0 where the connection carried none.</summary>
    public int TransactionAt(int place) => Played.LastOrDefault(p => p.Start <= place)?.Transaction.Number ?? (Played.Count > 0 ? Played[0].Transaction.Number : 0);
}
