using Harness.Core.Postfix.Access.Matrix;
using Harness.Lab.Clients;

namespace Harness.Lab.Plays;

/// <summary>The clients of a lab for the matrix: one of each kind, and those that no real address can be, which XCLIENT makes.</summary>
internal static class MatrixClients
{
    private static readonly string[] _kinds =
        ["outsider", "no-ptr", "ipv6", "ipv6-listed", "zen-sbl", "zen-pbl", "spamcop", "both-lists", "neighbour", "inside", "inside-listed"];

    /// <summary>The ordinary outsider first.</summary>
    public static IReadOnlyList<MatrixClient> Of(IReadOnlyList<LabClient> clients)
    {
        LabClient[] one = [.. _kinds.SelectMany(k => clients.Where(c => c.Kind == k).Take(1))];
        (LabClient outsider, LabClient other) = (one[0], clients.Last(c => c.Kind == one[0].Kind));
        MatrixClient ordinary = MatrixClient.Of(outsider.Address, outsider.Name);
        MatrixClient nameless = ordinary with { Name = "unknown", ReverseName = "unknown" };
        return
        [
            .. one.Select(c => MatrixClient.Of(c.Address, c.Name)),
            // A name that does not lead back to the address.
            nameless with { ReverseName = other.Name! },
            nameless with { NameIsTemporary = true },
            nameless with { Address = null },
            MatrixClient.Of("127.0.0.1", "localhost"),
            MatrixClient.Of(LabInternet.Mx, null),
            ordinary with { Login = "alice" },
            nameless with { Login = "mallory" },
        ];
    }
}
