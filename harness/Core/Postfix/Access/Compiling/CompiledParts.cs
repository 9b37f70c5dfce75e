using Harness.Core.Postfix.Access.Addresses;
using Harness.Core.Postfix.Access.Restrictions;
using Harness.Core.Postfix.Access.Tables;

namespace Harness.Core.Postfix.Access.Compiling;

/// <summary>What several restrictions of a configuration share.</summary>
/// <param name="MyNetworks">mynetworks.</param>
/// <param name="RelayDomains">relay_domains.</param>
/// <param name="Own">The server's own addresses.</param>
/// <param name="Unlisted">The tables of mailboxes.</param>
/// <param name="Listed">The reply to clients that a DNS list has.</param>
internal sealed record CompiledParts(
    HostList MyNetworks, HostList RelayDomains, OwnAddresses Own, UnlistedAddress Unlisted, DnsListReply Listed);
