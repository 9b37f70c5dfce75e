using System.Globalization;
using Harness.Core.Dns.Lookup;

namespace Harness.Core.Dns.Policies;

/// <summary>A DMARC record (RFC 7489 §6.3).</summary>
/// <param name="Policy"><c>none</c>, <c>quarantine</c> or <c>reject</c>.</param>
/// <param name="SubdomainPolicy">The same for names below (<c>sp</c>), or null.</param>
/// <param name="Percent">For how many of a hundred messages the policy counts.</param>
/// <param name="StrictSpf">Whether <c>aspf=s</c> wants the very domain.</param>
/// <param name="StrictDkim">Whether <c>adkim=s</c> wants the very domain.</param>
/// <param name="Reports">Where aggregate reports go (<c>rua</c>).</param>
/// <param name="IsPublicSuffix">Whether <c>psd=y</c> says that registrations are made below it.</param>
public sealed record DmarcPolicy(string Policy, string? SubdomainPolicy, int Percent, bool StrictSpf, bool StrictDkim, IReadOnlyList<string> Reports, bool IsPublicSuffix)
{
    private const string Version = "v=DMARC1";

    // A name may be long; the walk is not (DMARCbis §4.10).
    private const int MostQueries = 8;

    private static readonly string[] _alignments = ["aspf", "adkim"];
    private static readonly string[] _policies = ["none", "quarantine", "reject"];

    /// <summary>Whether a TXT record is one of DMARC.</summary>
    public static bool IsDmarc(string text)
        => text.StartsWith(Version, StringComparison.Ordinal) && (text.Length == Version.Length || text[Version.Length..].TrimStart(' ', '\t') is [';', ..]);

    /// <summary>Reads a record.</summary>
    /// <returns>The policy, or what is wrong in one phrase.</returns>
    public static (DmarcPolicy? Policy, string? Wrong) Parse(string text)
    {
        (TagList? tags, string? wrong) = TagList.Parse(text);
        if (tags is null)
        {
            return (null, wrong);
        }

        string? policy = tags["p"]?.ToLowerInvariant(), below = tags["sp"]?.ToLowerInvariant();
        if (!_policies.Contains(policy))
        {
            return (null, policy is null ? "there is no p=" : $"p={policy} is no policy");
        }

        if (below is not null && !_policies.Contains(below))
        {
            return (null, $"sp={below} is no policy");
        }

        int percent = 100;
        if (tags["pct"] is { } pct && (!int.TryParse(pct, NumberStyles.None, CultureInfo.InvariantCulture, out percent) || percent > 100))
        {
            return (null, $"pct={pct} is no number from 0 to 100");
        }

        if (_alignments.FirstOrDefault(t => tags[t] is not (null or "r" or "s" or "R" or "S")) is { } alignment)
        {
            return (null, $"{alignment}={tags[alignment]} is neither r nor s");
        }

        string[] reports = tags["rua"] is { } rua ? [.. rua.Split(',').Select(u => u.Trim())] : [];
        if (reports.FirstOrDefault(u => !Uri.TryCreate(u.Split('!')[0], UriKind.Absolute, out _)) is { } address)
        {
            return (null, $"rua={address} is no URI; write mailto:{address}");
        }

        return (new DmarcPolicy(policy!, below, percent, tags["aspf"] is "s" or "S", tags["adkim"] is "s" or "S", reports, tags["psd"] is "y"), null);
    }

    /// <summary>
    /// Finds the record that counts for a domain: its own, else that of its organisation, which is the last name on the way up that
    /// has one and is no registry. No list of public suffixes is used; the walk is that of DMARCbis §4.10.
    /// </summary>
    /// <returns>Where it was found, and the records there; none where there is none.</returns>
    public static Task<(string Domain, IReadOnlyList<string> Records, DnsAnswer? Failed)> FindAsync(IDnsLookup dns, string domain, CancellationToken cancel)
        => WalkAsync(dns, domain, own: true, cancel);

    /// <summary>The domain of the organisation that a domain belongs to (DMARCbis §4.10.2): what is below it is aligned with it, unless a policy is strict.</summary>
    /// <returns>The domain itself where no record tells another, or the resolver does not answer.</returns>
    public static async Task<string> OrganisationAsync(IDnsLookup dns, string domain, CancellationToken cancel)
        => await WalkAsync(dns, domain, own: false, cancel) is { Failed: null } found ? found.Domain : DnsNames.Plain(domain);

    private static async Task<(string Domain, IReadOnlyList<string> Records, DnsAnswer? Failed)> WalkAsync(IDnsLookup dns, string domain, bool own, CancellationToken cancel)
    {
        string[] labels = DnsNames.Plain(domain).Split('.');
        IEnumerable<int> starts = Enumerable.Range(0, labels.Length).Where(at => at == 0 || labels.Length - at < MostQueries);
        (string Domain, IReadOnlyList<string> Records, DnsAnswer? Failed)? found = null;
        foreach (int at in starts)
        {
            string name = string.Join('.', labels[at..]);
            DnsAnswer answer = await dns.AskAsync($"_dmarc.{name}", "TXT", cancel);
            if (answer.Status == DnsStatus.Failed)
            {
                return found ?? (name, [], answer);
            }

            if (answer.Data.Where(IsDmarc).ToArray() is not { Length: > 0 } records)
            {
                continue;
            }

            string? suffix = TagList.Parse(records[0]).Tags?["psd"];
            // Above a domain that has its own record, a registry's says nothing of it.
            found = suffix == "y" && found is not null ? found : (name, records, null);
            if ((at == 0 && own) || suffix is "y" or "n")
            {
                break;
            }
        }

        return found ?? (DnsNames.Plain(domain), [], null);
    }
}
