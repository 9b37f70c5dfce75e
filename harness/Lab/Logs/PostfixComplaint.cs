using System.Text.RegularExpressions;
using Harness.Core.Smtp;

namespace Harness.Lab.Logs;

/// <summary>Turns what Postfix says about a file in the lab into what it means for the user's file.</summary>
internal static partial class PostfixComplaint
{
    /// <summary>The complaint as <c>file:line: words</c> where it names a line of main.cf, else as <c>file: words</c>.</summary>
    public static string Located(string complaint, string mainCf)
    {
        string words = Prefix().Replace(complaint, "");
        Match line = LineOf().Match(words);
        return Visible.Escape(line.Success
            ? $"{mainCf}:{line.Groups[1].Value}: {words[(line.Index + line.Length)..].TrimStart(':', ' ')}"
            : $"{mainCf}: Postfix does not run with it: {words}");
    }

    [GeneratedRegex(@"^.*?fatal: ", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Prefix();

    [GeneratedRegex(@"/etc/postfix/main\.cf,? line (\d+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LineOf();
}
