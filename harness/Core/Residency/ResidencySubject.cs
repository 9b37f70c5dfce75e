using Harness.Core.Dns.Lookup;
using Harness.Core.Evidence;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Residency;

/// <summary>What is held against a declaration.</summary>
/// <param name="Area">The declaration.</param>
/// <param name="Server">The configuration of the smtpd behind port 25; null where none was given.</param>
/// <param name="Files">Text files of the configuration and of what stands around it, by a name for messages: transport tables, resolv.conf, logrotate, journald.</param>
/// <param name="Domain">The domain whose exchangers are asked for; null where none was named.</param>
/// <param name="Dns">Finds addresses of names.</param>
/// <param name="Arrivals">What arrived outside; null where that cannot be seen.</param>
public sealed record ResidencySubject(
    Area Area, EffectiveConfiguration? Server, IReadOnlyDictionary<string, string> Files, string? Domain, IDnsLookup Dns, IReadOnlyList<Arrival>? Arrivals)
{
    /// <summary>Gives up.</summary>
    public CancellationToken Cancel { get; init; }
}
