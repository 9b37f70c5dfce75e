using System.Globalization;

namespace Harness.Core.Postfix.Configuration;

/// <summary>A release of Postfix by the two numbers that decide its behaviour: <c>3.7</c> of 3.7.11 (postconf(5), mail_version).</summary>
public readonly record struct PostfixRelease(int Major, int Minor)
{
    /// <summary>Reads <c>3.7</c> or <c>3.7.11</c>; null for anything else.</summary>
    public static PostfixRelease? Parse(string text)
    {
        var parts = text.Split('.');
        return parts.Length >= 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
            ? new(major, minor) : null;
    }

    /// <summary>Whether this is the given release or a later one.</summary>
    public bool AtLeast(int major, int minor) => (Major, Minor).CompareTo((major, minor)) >= 0;

    /// <summary><c>3.7</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");
}
