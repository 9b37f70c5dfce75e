using Harness.Core.Postfix.Access.Addresses;

namespace Harness.Core.Postfix.Access.Tables;

/// <summary>The keys of a mail address (access(5), EMAIL ADDRESS PATTERNS; mail_addr_find(3)).</summary>
/// <param name="delimiters">recipient_delimiter.</param>
/// <param name="doubleBounce">double_bounce_sender, whose name is never cut.</param>
/// <param name="ownerRequest">owner_request_special.</param>
internal sealed class MailKeys(string delimiters, string doubleBounce, bool ownerRequest)
{
    /// <summary>For access tables: mailbox, domain and its parents, local part with @.</summary>
    public TableKey[] ForAccess(string address, bool bareParents)
    {
        var keys = new List<TableKey>();
        string? bare = WithoutExtension(address);
        Whole(keys, address, bare);
        int at = address.LastIndexOf('@');
        for (string key = address[(at + 1)..]; key.Length > 0;)
        {
            keys.Add(new(key, true));
            int dot = key.Length > 1 ? key.IndexOf('.', 1) : -1;
            if (dot < 0)
                break;
            key = key[(bareParents ? dot + 1 : dot)..];
        }
        Local(keys, address, bare, 1);
        return [.. keys];
    }

    /// <summary>For transport_maps: mailbox, domain and its parents (transport(5)).</summary>
    public TableKey[] ForTransport(string address, bool bareParents)
        => [.. ForAccess(address, bareParents).Where(k => !k.Text.EndsWith('@')), new TableKey("*", true)];

    /// <summary>For tables of recipients and aliases: mailbox, the bare name where the domain is ours, @domain.</summary>
    public TableKey[] ForMailbox(string address, bool local)
    {
        var keys = new List<TableKey>();
        string? bare = WithoutExtension(address);
        Whole(keys, address, bare);
        if (local)
            Local(keys, address, bare, 0);
        keys.Add(new(address[address.LastIndexOf('@')..], true));
        return [.. keys];
    }

    private static void Whole(List<TableKey> keys, string address, string? bare)
    {
        Both(keys, address, false, false);
        if (bare is not null)
            Both(keys, bare, true, false);
    }

    private static void Local(List<TableKey> keys, string address, string? bare, int withSign)
    {
        Both(keys, address[..(address.LastIndexOf('@') + withSign)], true, withSign == 0);
        if (bare is not null)
            Both(keys, bare[..(bare.LastIndexOf('@') + withSign)], true, withSign == 0);
    }

    // The quoted form first, then the plain one.
    private static void Both(List<TableKey> keys, string key, bool partial, bool localOnly)
    {
        string quoted = AddressQuoting.Quote(key, localOnly);
        keys.Add(new(quoted, partial));
        if (!string.Equals(quoted, key, StringComparison.Ordinal))
            keys.Add(new(key, partial));
    }

    private string? WithoutExtension(string address)
    {
        int at = address.LastIndexOf('@');
        if (delimiters.Length == 0 || at < 0)
            return null;
        ReadOnlySpan<char> local = address.AsSpan(0, at);
        if (Is(local, "postmaster") || Is(local, "mailer-daemon") || Is(local, doubleBounce)
            || (ownerRequest && delimiters.Contains('-')
                && (local.StartsWith("owner-", StringComparison.OrdinalIgnoreCase)
                    || (local.Length > 8 && local.EndsWith("-request", StringComparison.OrdinalIgnoreCase)))))
            return null;
        int cut = local.IndexOfAny(delimiters);
        return cut <= 0 ? null : string.Concat(local[..cut], address.AsSpan(at));
    }

    private static bool Is(ReadOnlySpan<char> local, string name) => local.Equals(name, StringComparison.OrdinalIgnoreCase);
}
