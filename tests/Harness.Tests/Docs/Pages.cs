using System.Text.RegularExpressions;
using Harness.Tests.Cli;

namespace Harness.Tests.Docs;

/// <summary>The pages that people read: those of the root and of docs.</summary>
internal static partial class Pages
{
    /// <summary>Their paths in the checkout.</summary>
    public static IEnumerable<string> All =>
        Directory.GetFiles(Checkout.Root, "*.md").Concat(Directory.GetFiles(Path.Combine(Checkout.Root, "docs"), "*.md"))
            .Select(f => Path.GetRelativePath(Checkout.Root, f)).Order(StringComparer.Ordinal);

    /// <summary>The text of one.</summary>
    public static string Text(string page) => File.ReadAllText(Path.Combine(Checkout.Root, page));

    /// <summary>What it links to, but for the web.</summary>
    public static IEnumerable<string> Links(string page)
        => Link().Matches(Fence().Replace(Text(page), "")).Select(m => m.Groups[1].Value).Where(l => !l.Contains("://", StringComparison.Ordinal));

    /// <summary>The names under which its headings are linked to, as GitHub makes them.</summary>
    public static IEnumerable<string> Anchors(string page)
        => Heading().Matches(Fence().Replace(Text(page), "")).Select(m => NotInAnchors().Replace(m.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    /// <summary>Its commands for this program, each in words: lines of code blocks that begin with it, a continued line and its next as one.</summary>
    public static IEnumerable<string[]> Commands(string page)
        => from fence in Fence().Matches(Text(page))
           from line in fence.Groups[1].Value.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
           let command = Command().Match(line)
           where command.Success
           let words = ShellWords.Of(Comment().Replace(command.Groups[1].Value, ""))
           // What is left out of an example can be anything.
           where !words.Any(w => w is "…" or "OLD" or "CONFIG" || w.StartsWith('[') || w.StartsWith('>'))
           select words.TakeWhile(w => w != "|").ToArray();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*\n((?s:.*?))^```", RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();

    [GeneratedRegex(@"^(?:\$ )?(?:\S*/|.*\| (?:\./)?)?smtp-harness (.*)$")]
    private static partial Regex Command();

    [GeneratedRegex(@"\s+#.*$")]
    private static partial Regex Comment();
}
