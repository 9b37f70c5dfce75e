namespace Harness.Core.Postfix.Intake;

/// <summary>The domains a configuration is final for, and the mailboxes that stand-ins for tables must hold, so that ordinary mail is taken.</summary>
internal static class MailboxRule
{
    private const string Unnamed = "hosted.example";

    /// <summary>Looks at the domains; nothing is replaced yet.</summary>
    public static MailboxChoice Decide(IntakeDraft draft)
    {
        string[] local = Plain(draft, "mydestination"), mailbox = Plain(draft, "virtual_mailbox_domains");
        string[] alias = Plain(draft, "virtual_alias_domains"), relay = Plain(draft, "relay_domains");
        var hostedIn = new[] { ("virtual_mailbox_domains", mailbox), ("relay_domains", relay) }
            .Where(p => p.Item2.Length == 0 && draft.Find(p.Item1)?.Words.Any(w => TableName.IsMissing(draft, w)) == true)
            .Select(p => p.Item1).FirstOrDefault();
        string[] taken = [.. local, .. mailbox, .. alias, .. relay];
        var hosted = hostedIn is null ? null : Free(draft, taken);
        var relayed = local.Any(IsReachable) || mailbox.Length > 0 || alias.Length > 0 ? null
            : hostedIn == "relay_domains" ? hosted
            : hosted is null ? relay.FirstOrDefault(d => IsReachable(d) && !local.Contains(d)) : null;
        return new MailboxChoice(draft, [.. taken.Append(hosted).OfType<string>().Where(IsReachable).Distinct()], hostedIn, hosted, relayed);
    }

    private static bool IsReachable(string domain)
        => domain.Contains('.', StringComparison.Ordinal) && !domain.StartsWith("localhost", StringComparison.OrdinalIgnoreCase);

    private static string Free(IntakeDraft draft, string[] taken)
    {
        var domain = draft.Find("mydomain") is not null ? draft.Text("mydomain") : ParentOf(draft.Text("myhostname"));
        return NameRule.IsHostName(domain) && domain.Contains('.', StringComparison.Ordinal) && !taken.Contains(domain, StringComparer.OrdinalIgnoreCase)
            && domain != draft.Text("myhostname") ? domain.ToLowerInvariant() : Unnamed;
    }

    private static string ParentOf(string host) => host.Split('.') is { Length: > 2 } labels ? string.Join('.', labels[1..]) : Unnamed;

    private static string[] Plain(IntakeDraft draft, string parameter)
        => [.. draft.Text(parameter).Split([',', ' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(NameRule.IsHostName).Select(d => d.ToLowerInvariant())];
}

/// <summary>What was decided.</summary>
/// <param name="Draft">For what.</param>
/// <param name="Domains">The domains that can be written to, lower case.</param>
/// <param name="HostedIn">The parameter whose stand-in holds a domain, or null.</param>
/// <param name="Hosted">That domain.</param>
/// <param name="Relayed">The domain whose mail is kept instead of handed on.</param>
internal sealed record MailboxChoice(IntakeDraft Draft, IReadOnlyList<string> Domains, string? HostedIn, string? Hosted, string? Relayed)
{
    /// <summary>The addresses that have to exist.</summary>
    public IEnumerable<string> Addresses => Domains.SelectMany(d => new[] { $"{Draft.Machine.User}@{d}", $"postmaster@{d}" });

    /// <summary>What the lab is told of it, once the tables are done.</summary>
    public TestMailboxes Seen => new(Draft.Users, Hosted, Relayed);
}
