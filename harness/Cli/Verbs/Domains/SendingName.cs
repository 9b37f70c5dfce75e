using Harness.Core.Dns.Lookup;
using Harness.Core.Postfix.Configuration;

namespace Harness.Cli.Verbs.Domains;

/// <summary>The name with which a configuration's server introduces itself.</summary>
internal static class SendingName
{
    private static readonly string[] _parameters = ["smtp_helo_name", "myhostname"];

    /// <summary><c>smtp_helo_name</c>, else <c>myhostname</c>; null where neither is a plain name.</summary>
    public static string? Of(MainCf? main)
        => _parameters.Select(p => main?.Find(p)?.Value).FirstOrDefault(v => v is not null && !v.Contains('$')) is { } name && DnsNames.IsHost(name)
            ? DnsNames.Plain(name)
            : null;
}
