using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Trace;

/// <summary>A restriction list between its START and END markers, with the restriction that is being evaluated.</summary>
internal sealed class RunningList(string name, string? parameter)
{
    private string? argument;
    private string? queried;

    /// <summary>The restriction that was started and has no result yet.</summary>
    public string? Pending { get; private set; }

    public bool Warned { get; set; }

    public void Start(string restriction)
    {
        Pending = restriction;
        Warned = false;
        queried = null;
        // A bare type:table is started under its own name and ends under that of a check_…_access.
        argument = restriction.Contains(':', StringComparison.Ordinal) ? restriction : null;
    }

    /// <summary>Takes a line logged while a restriction runs; it may name the table or the zone.</summary>
    public void Hint(string text)
    {
        if (argument is not null || Pending is null)
            return;
        if (RestrictionNames.IsAccessCheck(Pending))
            argument = TableIn(text);
        else if (RestrictionNames.IsDnsList(Pending))
            Zone(text);
    }

    public RestrictionStep End(string restriction, RestrictionStatus status)
    {
        var known = restriction.Equals(Pending, StringComparison.Ordinal) || (argument?.Equals(Pending, StringComparison.Ordinal) ?? false);
        var step = new RestrictionStep(name, restriction, known ? argument : null, status)
        {
            Parameter = parameter,
            Warned = Warned && known && status != RestrictionStatus.Reject,
        };
        Pending = argument = queried = null;
        Warned = false;
        return step;
    }

    // "check_table_result: hash:/x REJECT go away key", "maps_find: hash:/x: key: not found"
    private static string? TableIn(string text)
    {
        string rest;
        if (text.StartsWith("check_table_result: ", StringComparison.Ordinal))
            rest = text["check_table_result: ".Length..];
        else if (text.StartsWith("maps_find: ", StringComparison.Ordinal))
            rest = text["maps_find: ".Length..];
        else
            return null;
        var space = rest.IndexOf(' ', StringComparison.Ordinal);
        var table = (space < 0 ? rest : rest[..space]).TrimEnd(':');
        return table.Contains(':', StringComparison.Ordinal) ? table : null;
    }

    // "reject_rbl_addr: Client host 198.51.100.66", then "ctable_locate: … entry key 66.100.51.198.zen.spamhaus.org"
    // (cached or not) or "dns_query: 66.100.51.198.zen.spamhaus.org (A): OK".
    private void Zone(string text)
    {
        if (text.StartsWith("reject_rbl_addr: ", StringComparison.Ordinal) || text.StartsWith("reject_rbl_domain: ", StringComparison.Ordinal))
            queried = DnsListKey.Of(text[(text.LastIndexOf(' ') + 1)..]);
        else if (queried is not null && Query(text) is { } query
            && query.Length > queried.Length + 1 && query[queried.Length] == '.'
            && query.StartsWith(queried, StringComparison.OrdinalIgnoreCase))
            argument = query[(queried.Length + 1)..];
    }

    private static string? Query(string text)
    {
        const string Key = " entry key ", Dns = "dns_query: ";
        if (text.StartsWith("ctable_locate: ", StringComparison.Ordinal) && text.IndexOf(Key, StringComparison.Ordinal) is var at and > 0)
            return text[(at + Key.Length)..];
        if (!text.StartsWith(Dns, StringComparison.Ordinal))
            return null;
        var space = text.IndexOf(' ', Dns.Length);
        return space < 0 ? null : text[Dns.Length..space];
    }
}
