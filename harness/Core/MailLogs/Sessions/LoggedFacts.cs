using System.Net;

namespace Harness.Core.MailLogs.Sessions;

/// <summary>What a log tells of the DNS.</summary>
public sealed class LoggedFacts
{
    /// <summary>The most of each kind that are kept.</summary>
    public const int Most = 100_000;

    /// <summary>Clients on DNS lists, and what the list answered; the list in small letters.</summary>
    public Dictionary<(IPAddress Client, string Zone), IPAddress> Listings { get; } = [];

    /// <summary>Names that the server could not find.</summary>
    public HashSet<string> MissingNames { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>These, and others.</summary>
    public LoggedFacts With(LoggedFacts others)
    {
        var both = new LoggedFacts();
        foreach (LoggedFacts facts in (LoggedFacts[])[others, this])
        {
            both.MissingNames.UnionWith(facts.MissingNames);
            foreach (((IPAddress Client, string Zone) key, IPAddress answer) in facts.Listings)
                both.Listings[key] = answer;
        }
        return both;
    }

    internal void List(IPAddress client, string zone, IPAddress answer)
    {
        if (Listings.Count < Most)
            Listings[(client, zone.ToLowerInvariant())] = answer;
    }
}
