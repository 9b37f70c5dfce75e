using System.CommandLine;
using Harness.Cli.Verbs.Completion;
using Harness.Core.Verdicts;
using Harness.Lab;

namespace Harness.Cli.Verbs;

/// <summary>Policies by what the caller said.</summary>
internal static class Policies
{
    /// <summary>A shipped policy or a file; the guide's where nothing was said.</summary>
    /// <exception cref="UsageException">There is no such policy.</exception>
    public static Policy Load(string? nameOrPath)
    {
        try
        {
            return PolicyReader.Load(nameOrPath ?? "guide");
        }
        catch (Exception missing) when (missing is ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException(missing.Message);
        }
    }
}

/// <summary>The Postfix of the lab by what the caller said.</summary>
internal static class PostfixVersions
{
    /// <summary>The version with this number; the default where nothing was said.</summary>
    /// <exception cref="UsageException">The lab has no such Postfix.</exception>
    public static PostfixVersion Named(string? number) => number is null
        ? PostfixVersion.Default
        : PostfixVersion.Find(number)
            ?? throw new UsageException($"no Postfix {number} in the lab: give --postfix {string.Join(", ", PostfixVersion.All.Select(v => v.Number))}");
}

/// <summary>The options that several verbs share, spelt once.</summary>
internal static class CommonOptions
{
    /// <summary>Which attacks count, and how much.</summary>
    public static Option<string?> Policy() => Of<string?>("--policy", "guide, hardened, everything, or a FILE of your own [default: guide]", ["guide", "hardened", "everything"]);

    /// <summary>Which Postfix the lab runs.</summary>
    public static Option<string?> Postfix() => Of<string?>("--postfix", "3.5, 3.7 or 3.10: which Postfix the lab runs [default: 3.7]", [.. PostfixVersion.All.Select(v => v.Number)], "VERSION");

    /// <summary>Keeps attacks by id.</summary>
    public static Option<string[]> Only() => Of<string[]>("--only", "only attacks whose id matches this glob (repeatable)", Completions.Families(), "GLOB");

    /// <summary>Leaves attacks out by id.</summary>
    public static Option<string[]> Except() => Of<string[]>("--except", "no attacks whose id matches this glob (repeatable)", Completions.Families(), "GLOB");

    /// <summary>Keeps one machine's part of the attacks.</summary>
    public static Option<string?> Shard() => new("--shard") { Description = "NUMBER/COUNT, as in 2/5: this machine's part of the attacks; merge joins the records" };

    /// <summary>The report's format.</summary>
    public static Option<string[]> Format(IReadOnlyList<string> formats)
        => Of<string[]>("--format", $"{string.Join(", ", formats.SkipLast(1))} or {formats[^1]} (repeatable, with an --output each)", formats);

    /// <summary>Where a report goes.</summary>
    public static Option<string[]> Output() => new("--output", "-o") { HelpName = "FILE", Description = "the FILE of the --format before it; without one, standard output" };

    /// <summary>Every claim instead of a line a family.</summary>
    public static Option<bool> Verbose() => new("--verbose", "-v") { Description = "a line for every attack, transcripts of all that did not pass" };

    /// <summary>Nothing but the verdict.</summary>
    public static Option<bool> Quiet() => Quiet("no progress, and of the text report only the last line");

    /// <summary>Nothing on standard error, of a verb whose report has no verdict.</summary>
    public static Option<bool> QuietProgress() => Quiet("no progress");

    private static Option<bool> Quiet(string description) => new("--quiet", "-q") { Description = description };

    /// <summary>Read by <see cref="Terminal"/> before anything is written.</summary>
    public static Option<bool> NoColor() => new("--no-color") { Description = "no colours (as with NO_COLOR set)" };

    // The words are asked for when a shell wants them: the families are those of a catalogue that has to be read.
    private static Option<T> Of<T>(string name, string description, IEnumerable<string> words, string? value = null)
    {
        var option = new Option<T>(name) { Description = description, HelpName = value };
        Completions.Give(option, words);
        return option;
    }
}
