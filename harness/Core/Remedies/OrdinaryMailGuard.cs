using System.Net;
using Harness.Core.Evidence;
using Harness.Core.Postfix.Access;
using Harness.Core.Scenarios;

namespace Harness.Core.Remedies;

/// <summary>Ordinary mail that no remedy may stop.</summary>
internal static class OrdinaryMailGuard
{
    private static readonly string[] _kinds = ["outsider", "ipv6", "inside"];

    /// <summary>Sessions of an outsider and of a client inside, whatever they are answered today.</summary>
    public static IReadOnlyList<AccessSession> Sessions(ServerUnderTest server)
    {
        string recipient = server.Facts[TargetFacts.Recipient];
        string sender = server.Facts[TargetFacts.Sender];
        string postmaster = $"postmaster@{server.Facts[TargetFacts.Domain]}";
        var sessions = new List<AccessSession>();
        foreach (ClientSeen client in _kinds.SelectMany(k => server.Clients.Where(c => c.Kind == k).Take(1)))
        {
            AccessSession origin = From(client, server.HeloName(client));
            sessions.AddRange(
            [
                origin with { Sender = sender, Recipients = [recipient] },
                origin with { Sender = "", Recipients = [recipient] },
                origin with { Sender = sender, Recipients = [postmaster] },
                origin with { Sender = "", Recipients = ["postmaster"] },
                origin with { Sender = sender, Recipients = [recipient], Esmtp = false },
            ]);
            // A mail program inside introduces itself with whatever its machine is called, and sends to the world.
            if (client.Kind == "inside")
            {
                sessions.Add(origin with { Sender = recipient, Recipients = [recipient], Helo = "pc" });
                sessions.Add(origin with { Sender = recipient, Recipients = [server.Facts.GetValueOrDefault(TargetFacts.Outside, recipient)], Helo = "pc" });
            }
        }

        return [.. sessions, .. sessions.Where(s => s.Recipients[0] == recipient).Select(s => s with { Asked = AccessCommand.EndOfData })];
    }

    private static AccessSession From(ClientSeen client, string helo) => new()
    {
        Client = IPAddress.Parse(client.Address),
        ClientName = client.Name ?? "unknown",
        ReverseName = client.Name ?? "unknown",
        Helo = helo,
    };
}
