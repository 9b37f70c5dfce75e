using System.Buffers;
using System.Text;

namespace Harness.Core.Postfix.Tables;

/// <summary>Quotes for the local part of a mail address that is no dot-string (RFC 5322 §3.2.4; quote_822_local(3)).</summary>
public static class MailQuoting
{
    private static readonly SearchValues<char> Specials = SearchValues.Create(@" ()<>@,;:\""[]");

    /// <summary>The address with its local part quoted; the same object where it needs no quotes.</summary>
    /// <param name="address">An unquoted address.</param>
    /// <param name="isLocalPart">There is no domain: an at sign belongs to the local part.</param>
    public static string Quote(string address, bool isLocalPart = false)
    {
        int start = address.StartsWith('@') && address.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? colon + 1 : 0;
        int end = isLocalPart ? -1 : address.LastIndexOf('@');
        end = end < start ? address.Length : end;
        if (IsDotString(address.AsSpan(start, end - start)))
            return address;
        var quoted = new StringBuilder(address, 0, start, address.Length + 4).Append('"');
        foreach (char c in address.AsSpan(start, end - start))
        {
            if (c is '"' or '\\' or '\r')
                quoted.Append('\\');
            quoted.Append(c);
        }
        return quoted.Append('"').Append(address, end, address.Length - end).ToString();
    }

    private static bool IsDotString(ReadOnlySpan<char> local) =>
        !local.IsEmpty && local[0] != '.' && local[^1] != '.' && local.IndexOf("..") < 0
        && local.IndexOfAny(Specials) < 0 && local.IndexOfAnyInRange('\0', '\x1f') < 0 && !local.Contains('\x7f');
}
