namespace Harness.Core.Evidence;

/// <summary>
/// The service extensions that a server announces (RFC 5321 §2.2), by its last reply to EHLO: what it announced before STARTTLS
/// is void after it (RFC 3207 §4.2).
/// </summary>
/// <param name="Lines">A line for each, its parameters included.</param>
public sealed record ServiceExtensions(IReadOnlyList<string> Lines)
{
    /// <summary>Reads them off a session; null where no EHLO was accepted in it.</summary>
    public static ServiceExtensions? Of(IEnumerable<Exchange> exchanges)
        => exchanges.LastOrDefault(e => e.Code == 250 && e.Sent.StartsWith("EHLO", StringComparison.OrdinalIgnoreCase)) is { } ehlo
            ? new([.. ehlo.Lines.Skip(1)])
            : null;

    /// <summary>Whether an extension is announced.</summary>
    /// <param name="keyword">The extension's keyword, in any case.</param>
    public bool Offers(string keyword) => Parameters(keyword) is not null;

    /// <summary>What stands after an extension's keyword, often nothing; null where it is not announced.</summary>
    /// <param name="keyword">The extension's keyword, in any case.</param>
    public string? Parameters(string keyword) => Lines
        .Select(l => l.Split(' ', 2))
        .Where(l => l[0].Equals(keyword, StringComparison.OrdinalIgnoreCase))
        .Select(l => l is [_, var parameters] ? parameters.Trim() : "")
        .FirstOrDefault();
}
