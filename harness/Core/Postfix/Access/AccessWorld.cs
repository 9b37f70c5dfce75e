using System.Net;
using Harness.Core.Postfix.Access.Names;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access;

/// <summary>What decides about sessions and is not in main.cf.</summary>
/// <param name="Tables">Opens the tables that the configuration names.</param>
/// <param name="Names">What the server finds in the DNS.</param>
public sealed record AccessWorld(TableOpener Tables, DnsFacts Names)
{
    /// <summary>
    /// The addresses of the server's interfaces; null where nobody knows them. They decide about recipients in brackets,
    /// permit_inet_interfaces and permit_mx_backup.
    /// </summary>
    public IReadOnlyList<IPAddress>? OwnAddresses { get; init; }
}
