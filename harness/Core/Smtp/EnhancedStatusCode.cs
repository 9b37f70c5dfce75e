using System.Diagnostics.CodeAnalysis;

namespace Harness.Core.Smtp;

/// <summary>The machine-readable reason inside a reply's text, such as <c>5.7.1</c> (RFC 3463 §2).</summary>
/// <param name="Class">2 success, 4 persistent transient failure, 5 permanent failure.</param>
/// <param name="Subject">What the status is about, 0 to 999; 7 is security or policy (RFC 3463 §3).</param>
/// <param name="Detail">The condition within the subject, 0 to 999.</param>
public sealed record EnhancedStatusCode(int Class, int Subject, int Detail)
{
    /// <summary>Writes the code the way RFC 3463 §2 spells it, <c>class.subject.detail</c> without leading zeros.</summary>
    /// <returns>For example <c>5.7.1</c>.</returns>
    public override string ToString() => $"{Class}.{Subject}.{Detail}";

    /// <summary>
    /// Reads exactly one code and nothing else. Strict: class 2, 4 or 5, one to three digits in the other two
    /// fields, no leading zeros, no blanks (RFC 3463 §2).
    /// </summary>
    /// <param name="text">The candidate; a string converts implicitly.</param>
    /// <param name="code">The code, or null when the text is not one.</param>
    /// <returns>False for anything malformed; never an error.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out EnhancedStatusCode? code)
    {
        code = null;
        if (text.Length < 5 || text[0] is not ('2' or '4' or '5') || text[1] != '.')
            return false;

        var fields = text[2..];
        var dot = fields.IndexOf('.');
        if (dot < 0 || !TryField(fields[..dot], out var subject) || !TryField(fields[(dot + 1)..], out var detail))
            return false;

        code = new EnhancedStatusCode(text[0] - '0', subject, detail);
        return true;
    }

    /// <summary>Finds the code a reply text begins with: the first word, ended by a space or the line (RFC 2034 §4).</summary>
    internal static bool TryLead(string text, [NotNullWhen(true)] out EnhancedStatusCode? code, out string rest)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var word = space < 0 ? text : text[..space];
        var found = TryParse(word, out code);
        rest = !found ? text : space < 0 ? "" : text[(space + 1)..];
        return found;
    }

    private static bool TryField(ReadOnlySpan<char> field, out int value)
    {
        value = 0;
        if (field.Length is 0 or > 3 || (field.Length > 1 && field[0] == '0'))
            return false;

        foreach (var digit in field)
        {
            if (!char.IsAsciiDigit(digit))
                return false;
            value = value * 10 + (digit - '0');
        }

        return true;
    }
}
