using System.Globalization;

namespace Harness.Core.Postfix.Access.Addresses;

/// <summary>What Postfix takes for a host name (valid_hostname(3), valid_utf8_hostname(3)).</summary>
public static class HostNameSyntax
{
    private static readonly IdnMapping s_idn = new() { UseStd3AsciiRules = false, AllowUnassigned = true };

    /// <summary>Labels of 1 to 63 letters, digits, <c>_</c> and inner <c>-</c>; at most 255 in all; not digits and dots alone.</summary>
    public static bool IsValid(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty)
            return false;
        int label = 0;
        bool numeric = true;
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            bool ends = i + 1 == name.Length;
            if (char.IsAsciiLetterOrDigit(c) || c == '_')
            {
                if (++label > 63)
                    return false;
                numeric &= char.IsAsciiDigit(c);
            }
            else if (c == '.')
            {
                if (label == 0 || ends)
                    return false;
                label = 0;
            }
            else if (c == '-')
            {
                numeric = false;
                if (++label == 1 || ends || name[i + 1] == '.')
                    return false;
            }
            else
            {
                return false;
            }
        }
        return !numeric && name.Length <= 255;
    }

    /// <summary>The same, and with SMTPUTF8 also a name that has a valid ASCII form.</summary>
    public static bool IsValid(string name, bool utf8)
        => utf8 && !IsAscii(name) ? ToAscii(name) is not null : IsValid(name);

    /// <summary>The ASCII form (RFC 5891) of a name, null where there is none or it is no host name.</summary>
    public static string? ToAscii(string name)
    {
        try
        {
            string ascii = s_idn.GetAscii(name);
            return IsValid(ascii) ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The ASCII form where there is one, else the name as it is: what Postfix asks the DNS for.</summary>
    public static string ForLookup(string name) => IsAscii(name) ? name : ToAscii(name) ?? name;

    /// <summary>The name without one dot at its end; two dots stay.</summary>
    public static string WithoutDot(string name) => name is [.., not '.', '.'] ? name[..^1] : name;

    internal static bool IsAscii(ReadOnlySpan<char> name) => System.Text.Ascii.IsValid(name);
}
