using Harness.Core.Postfix.Intake;
using Harness.Core.Scenarios;

namespace Harness.Lab;

/// <summary>The values of the placeholders, from the configuration's own parameters (postconf(5)).</summary>
internal static class LabFacts
{
    /// <summary>The user that exists in mx's image.</summary>
    private const string LocalUser = "alice";

    /// <summary>The local part of every recipient outside.</summary>
    private const string OutsideUser = "someone";

    /// <summary>The facts of a configuration.</summary>
    /// <param name="parameters">Parameters with every <c>$name</c> filled.</param>
    /// <param name="mailboxes">Who takes mail where domains and users stand in tables.</param>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyDictionary<string, string> parameters, TestMailboxes mailboxes)
    {
        string hostname = parameters.GetValueOrDefault("myhostname", "mx.lab.example");
        string? local = DomainOf(parameters, "mydestination");
        string? hosted = DomainOf(parameters, "virtual_mailbox_domains") ?? DomainOf(parameters, "virtual_alias_domains")
            ?? mailboxes.Hosted ?? mailboxes.Relayed;
        // A server that is final for nothing but its own localhost takes mail for that.
        bool isLonely = local is null && hosted is null
            && parameters.GetValueOrDefault("mydestination", "").Split([',', ' ', '\t']).Contains("localhost", StringComparer.OrdinalIgnoreCase);
        local ??= isLonely ? "localhost" : null;
        string domain = local ?? hosted ?? hostname;
        // Every domain must take mail for postmaster (RFC 5321 §4.5.1); who else exists in a hosted domain only its tables know.
        string user = local is not null ? LocalUser : mailboxes.Users.GetValueOrDefault(domain.ToLowerInvariant(), "postmaster");
        var facts = new Dictionary<string, string>
        {
            [TargetFacts.Sender] = "someone@sender.example",
            [TargetFacts.Recipient] = $"{user}@{domain}",
            [TargetFacts.Mx] = hostname,
            [TargetFacts.Domain] = domain,
            [TargetFacts.Address] = LabInternet.Mx,
            [TargetFacts.OutsideUser] = OutsideUser,
            [TargetFacts.OutsideDomain] = LabInternet.Tls.Domain,
            [TargetFacts.Unknown] = $"nobody-of-that-name@{domain}",
        };
        foreach (WorldHost host in LabInternet.World)
        {
            facts[host.Fact] = $"{OutsideUser}@{host.Domain}";
        }

        // A server has accounts where containers/mx/accounts announced them.
        foreach (string name in new[] { TargetFacts.User, TargetFacts.Password, TargetFacts.OtherUser })
        {
            if (parameters.TryGetValue(name, out string? value))
            {
                facts[name] = value;
            }
        }

        return facts;
    }

    // A list of domains may name tables and files, which only Postfix can read; the first plain name will do, and a domain
    // rather than the server's own name.
    private static string? DomainOf(IReadOnlyDictionary<string, string> parameters, string name)
    {
        string[] domains = [.. parameters.GetValueOrDefault(name, "")
            .Split([',', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries)
            .Where(d => d.Contains('.', StringComparison.Ordinal) && d.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-'))
            .Where(d => !d.StartsWith("localhost", StringComparison.OrdinalIgnoreCase))];
        return domains.FirstOrDefault(d => d != parameters.GetValueOrDefault("myhostname")) ?? domains.FirstOrDefault();
    }
}
