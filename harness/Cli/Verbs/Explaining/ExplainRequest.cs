using System.Net;
using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Names;
using Harness.Core.Postfix.Configuration;
using Harness.Lab;

namespace Harness.Cli.Verbs.Explaining;

/// <summary>What is to be explained.</summary>
/// <param name="Files">The configuration.</param>
/// <param name="Version">The Postfix it runs on.</param>
/// <param name="Session">The session.</param>
/// <param name="Listed">The DNS lists that have the client, with what they answer.</param>
/// <param name="Accounts">The local accounts that exist; null: the recipients have one.</param>
/// <param name="Dns">What the DNS says of names.</param>
internal sealed record ExplainRequest(
    ConfigurationFiles Files, PostfixVersion Version, AccessSession Session,
    IReadOnlyDictionary<string, IPAddress> Listed, IReadOnlyList<string>? Accounts,
    IReadOnlyDictionary<string, NameAnswer?> Dns)
{
    /// <summary>The addresses of the server's interfaces, but the loopback's.</summary>
    public IReadOnlyList<InterfaceAddress> Interfaces { get; init; } = [];
}
