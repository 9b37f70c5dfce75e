using System.Net;
using System.Security.Cryptography;
using Harness.Core.Scenarios;

namespace Harness.Core.Engine.Remote;

/// <summary>The values of the placeholders for a server outside the lab. What the caller has not named is not there.</summary>
internal static class RemoteFacts
{
    // RFC 2606 §3: nobody's mailbox. What is sent there ends at RCPT (NamedMailboxes).
    private const string Nobody = "someone@example.com";

    /// <summary>The facts of a server.</summary>
    public static IReadOnlyDictionary<string, string> Of(RemoteServer server, IPAddress address, Introduction introduction)
    {
        string domain = DomainOf(server.Recipient), outside = server.Outside ?? Nobody;
        var facts = new Dictionary<string, string>
        {
            [TargetFacts.Sender] = server.Sender,
            [TargetFacts.Recipient] = server.Recipient,
            [TargetFacts.Domain] = domain,
            [TargetFacts.Mx] = NameOf(server, address, introduction),
            [TargetFacts.Address] = AddressLiteral.Inside(address),
            [TargetFacts.Outside] = outside,
            [TargetFacts.OutsideUser] = outside[..outside.LastIndexOf('@')],
            [TargetFacts.OutsideDomain] = DomainOf(outside),
            [TargetFacts.Unknown] = $"nobody-{RandomNumberGenerator.GetHexString(12, lowercase: true)}@{domain}",
        };
        if (server.Account is { } account)
        {
            facts[TargetFacts.User] = account.UserName;
            facts[TargetFacts.Password] = account.Password;
        }

        return facts;
    }

    // What the caller calls the server is its name; "localhost" or an address says less than the greeting does.
    private static string NameOf(RemoteServer server, IPAddress address, Introduction introduction)
        => OwnName.IsFullyQualified(server.Host) ? server.Host
        : introduction.Name ?? (Uri.CheckHostName(server.Host) == UriHostNameType.Dns ? server.Host : AddressLiteral.Of(address));

    private static string DomainOf(string mailbox) => mailbox[(mailbox.LastIndexOf('@') + 1)..];
}
