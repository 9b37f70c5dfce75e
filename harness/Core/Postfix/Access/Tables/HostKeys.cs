using Harness.Core.Postfix.Access.Addresses;

namespace Harness.Core.Postfix.Access.Tables;

/// <summary>The keys of a host name and of an address in access tables (access(5), HOST NAME/ADDRESS PATTERNS).</summary>
internal static class HostKeys
{
    /// <summary>The name, then its parents: as <c>.parent</c>, or bare where parent_domain_matches_subdomains says so.</summary>
    public static TableKey[] OfName(string name, bool bareParents)
    {
        var keys = new List<TableKey>();
        bool numeric = HostAddresses.IsValid(name);
        for (string key = name; key.Length > 0;)
        {
            keys.Add(new(key, keys.Count > 0));
            if (numeric || key.Length < 2 || key.IndexOf('.', 1) is < 0)
                break;
            int dot = key.IndexOf('.', 1);
            key = key[(bareParents ? dot + 1 : dot)..];
        }
        return [.. keys];
    }

    /// <summary>The address, then the networks it lies in, cut at dots or colons.</summary>
    public static TableKey[] OfAddress(string address)
    {
        char cut = address.Contains(':') ? ':' : '.';
        var keys = new List<TableKey> { new(address, false) };
        for (int at = address.LastIndexOf(cut); at >= 0; at = address.LastIndexOf(cut, at - 1))
        {
            keys.Add(new(address[..at], true));
            if (at == 0)
                break;
        }
        return [.. keys];
    }
}
