using System.Text;

namespace Harness.Core.Postfix.Access.Addresses;

/// <summary>A local part with and without quotes (RFC 822 §6.1; quote_822_local(3)).</summary>
internal static class AddressQuoting
{
    /// <summary>The external form of an internal address: its local part in quotes where it is no dot-string.</summary>
    /// <param name="address">The internal form.</param>
    /// <param name="bare">There is no domain: a trailing @ is part of what is quoted.</param>
    public static string Quote(string address, bool bare = false)
    {
        int start = address.StartsWith('@') && address.IndexOf(':') is > 0 and var colon ? colon + 1 : 0;
        int end = bare ? -1 : address.LastIndexOf('@');
        if (end < start)
            end = address.Length;
        if (IsDotString(address.AsSpan(start, end - start)))
            return address;
        var quoted = new StringBuilder().Append(address, 0, start).Append('"');
        foreach (char c in address.AsSpan(start, end - start))
        {
            if (c is '\r' or '\n' or '"' or '\\')
                quoted.Append('\\');
            quoted.Append(c);
        }
        return quoted.Append('"').Append(address, end, address.Length - end).ToString();
    }

    private static bool IsDotString(ReadOnlySpan<char> local)
    {
        if (local.IsEmpty || local[0] == '.' || local[^1] == '.')
            return false;
        for (int i = 0; i < local.Length; i++)
        {
            char c = local[i];
            if ((c == '.' && i + 1 < local.Length && local[i + 1] == '.') || c <= ' ' || c == '\x7f'
                || "()<>@,;:\\\"[]".Contains(c))
                return false;
        }
        return true;
    }
}
