namespace Harness.Core.Postfix.Tables;

/// <summary>The extension of a mail address, <c>+lists</c> of <c>user+lists@example.com</c> (recipient_delimiter, split_addr(3)).</summary>
public static class MailExtension
{
    /// <summary>
    /// The address without its extension; null where it has none. postmaster, mailer-daemon and double-bounce are never
    /// split, owner-list and list-request not at a hyphen.
    /// </summary>
    public static string? Without(string address, string delimiters)
    {
        if (delimiters.Length == 0)
            return null;
        int end = address.LastIndexOf('@');
        var local = end < 0 ? address.AsSpan() : address.AsSpan(0, end);
        int cut = local.IndexOfAny(delimiters);
        return cut <= 0 || IsWhole(local, delimiters) ? null : string.Concat(local[..cut], address.AsSpan(local.Length));
    }

    private static bool IsWhole(ReadOnlySpan<char> local, string delimiters) =>
        local.Equals("postmaster", StringComparison.OrdinalIgnoreCase)
        || local.Equals("mailer-daemon", StringComparison.OrdinalIgnoreCase)
        || local.Equals("double-bounce", StringComparison.OrdinalIgnoreCase)
        || (delimiters.Contains('-', StringComparison.Ordinal)
            && (local.StartsWith("owner-", StringComparison.OrdinalIgnoreCase)
                || (local.Length > "-request".Length && local.EndsWith("-request", StringComparison.OrdinalIgnoreCase))));
}
