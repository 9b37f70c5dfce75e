using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Tables;

/// <summary>Reads one pattern with its <c>!</c>, delimiters and options (pcre_table(5), regexp_table(5)).</summary>
internal static class PatternSource
{
    /// <summary>
    /// Reads a pattern at the beginning of the text. Null with a complaint in Postfix's words where it leaves the rule out.
    /// </summary>
    public static (RulePattern Pattern, string Remainder)? Read(string text, PatternFlavour flavour, out string complaint)
    {
        string rest = RuleText.AfterNegations(text, out bool negated);
        if (rest.Length == 0)
        {
            complaint = "no regexp: skipping this rule";
            return null;
        }
        char delimiter = rest[0];
        int end = 1;
        while (end < rest.Length && rest[end] != delimiter)
            end += rest[end] == '\\' ? 2 : 1;
        if (end >= rest.Length)
        {
            complaint = $"no closing regexp delimiter \"{delimiter}\": skipping this rule";
            return null;
        }
        string pattern = Octets.Of(rest[1..end]);
        string flags = flavour == PatternFlavour.Perl ? "is" : "ix";
        int at = end + 1;
        for (; at < rest.Length && !Blanks.Is(rest[at]) && !(flavour == PatternFlavour.Posix && rest[at] == '!'); at++)
        {
            char flag = rest[at];
            if (!(flavour == PatternFlavour.Perl ? "imsxAEUX" : "imx").Contains(flag, StringComparison.Ordinal))
            {
                complaint = $"unknown regexp option \"{flag}\": skipping this rule";
                return null;
            }
            flags = flags.Contains(flag, StringComparison.Ordinal) ? flags.Replace(flag.ToString(), "", StringComparison.Ordinal) : flags + flag;
        }
        try
        {
            var compiled = flavour == PatternFlavour.Perl
                ? PerlPattern.Compile(pattern, flags)
                : PosixPattern.Compile(pattern, flags.Contains('x', StringComparison.Ordinal), flags.Contains('m', StringComparison.Ordinal), flags.Contains('i', StringComparison.Ordinal));
            complaint = "";
            return (new(compiled, negated), rest[at..]);
        }
        catch (ArgumentException e)
        {
            complaint = (flavour == PatternFlavour.Perl ? "error in regex: " : "") + e.Message;
            return null;
        }
    }
}
