using System.Net;
using System.Runtime.InteropServices;
using Harness.Core.Postfix.Access;

namespace Harness.Lab.Plays.Lane;

/// <summary>
/// Puts sessions that can share a connection into lots as they come: those of one client, under TLS or not. No more is held than
/// the lots that are being filled.
/// </summary>
internal static class LaneLots
{
    /// <summary>How many sessions a lot has at most: a connection's worth.</summary>
    public const int Most = 256;

    // Sessions in no order would be collected without end.
    private const int MostHeld = 16 * Most;

    /// <summary>The lots, each in the order in which it can be said on one connection.</summary>
    public static IEnumerable<AccessSession[]> Of(IEnumerable<AccessSession> sessions)
    {
        var open = new Dictionary<Who, List<AccessSession>>();
        int held = 0;
        foreach (AccessSession session in sessions)
        {
            ref List<AccessSession>? lot = ref CollectionsMarshal.GetValueRefOrAddDefault(open, Who.Of(session), out _);
            (lot ??= []).Add(session);
            held++;
            if (lot.Count == Most)
            {
                AccessSession[] full = Sorted(lot);
                held -= lot.Count;
                lot.Clear();
                yield return full;
            }
            else if (held == MostHeld)
            {
                foreach (List<AccessSession> some in open.Values.Where(l => l.Count > 0))
                {
                    yield return Sorted(some);
                }

                open.Clear();
                held = 0;
            }
        }

        foreach (List<AccessSession> rest in open.Values.Where(l => l.Count > 0))
        {
            yield return Sorted(rest);
        }
    }

    // A client that has said HELO cannot be one that has not; and each name is said once.
    private static AccessSession[] Sorted(List<AccessSession> lot)
        => [.. lot.OrderBy(s => s.Helo is not null).ThenBy(s => s.Helo, StringComparer.Ordinal).ThenBy(s => s.Esmtp)];

    // VRFY without MAIL is answered by what was put off in the transaction before: it has connections of its own.
    private readonly record struct Who(IPAddress? Client, string Name, string Reverse, bool IsTemporary, string? Login, bool Tls, bool HasNoMail)
    {
        public static Who Of(AccessSession s) => new(s.Client, s.ClientName, s.ReverseName, s.NameIsTemporary, s.Login, s.Tls, s.Sender is null);
    }
}
