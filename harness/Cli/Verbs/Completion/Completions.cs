using System.CommandLine;
using Harness.Core.Catalogue;

namespace Harness.Cli.Verbs.Completion;

/// <summary>What a shell offers behind an option.</summary>
internal static class Completions
{
    /// <summary>Words that an option takes.</summary>
    public static void Give(Option option, IEnumerable<string> words) => option.CompletionSources.Add(_ => words.Select(w => new System.CommandLine.Completions.CompletionItem(w)));

    /// <summary>A glob for each family of the catalogue.</summary>
    public static IEnumerable<string> Families()
    {
        foreach (string family in AttackCatalogue.Shipped().Attacks.Select(a => a.Id.Split('/')[0]).Distinct().Order(StringComparer.Ordinal))
            yield return family + "/*";
    }
}
