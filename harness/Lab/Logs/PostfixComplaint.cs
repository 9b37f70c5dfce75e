using System.Text.RegularExpressions;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Smtp;

namespace Harness.Lab.Logs;

/// <summary>Turns what Postfix says about a file in the lab into what it means for the user's file.</summary>
internal static partial class PostfixComplaint
{
    private const int Longest = 300;

    /// <summary>
    /// The complaint as <c>file:line: words</c> where it names a line, or a parameter that main.cf sets; else as
    /// <c>file: words</c>.
    /// </summary>
    public static string Located(string complaint, MainCf mainCf)
    {
        string words = Prefix().Replace(complaint, "");
        Match line = LineOf().Match(words);
        if (line.Success)
        {
            string file = line.Groups["file"].Value == "main" ? mainCf.FileName
                : Path.Combine(Path.GetDirectoryName(mainCf.FileName) ?? "", "master.cf");
            return Said(file, int.Parse(line.Groups["line"].Value), words[(line.Index + line.Length)..].TrimStart(':', ' '));
        }

        MainCfSetting? named = Word().Matches(words).Select(m => mainCf.Find(m.Value)).FirstOrDefault(s => s is not null);
        return Said(mainCf.FileName, named?.Line, words);
    }

    private static string Said(string file, int? line, string words)
        => $"{file}{(line is null ? "" : $":{line}")}: Postfix does not run with it: {Visible.Escape(words.Length <= Longest ? words : words[..Longest] + "…")}; mend it and run again";

    [GeneratedRegex(@"^.*?fatal: ", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Prefix();

    [GeneratedRegex(@"/etc/postfix/(?<file>main|master)\.cf[,:]? line (?<line>[0-9]{1,6})", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LineOf();

    [GeneratedRegex(@"[a-z0-9]+(?:_[A-Za-z0-9]+)+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
