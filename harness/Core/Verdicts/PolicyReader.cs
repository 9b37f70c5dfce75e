using System.Text.RegularExpressions;
using Harness.Core.Scenarios;

namespace Harness.Core.Verdicts;

/// <summary>Reads policies: a title, rules of which the first that matches decides, and expected failures with their reasons.</summary>
public static partial class PolicyReader
{
    private static readonly string[] Levels = ["must", "should", "may"];

    // A policy of a policy of a policy: more is a circle.
    private const int MaxIncludes = 4;
    private const int Recorded = -1;

    /// <summary>Reads a policy's text.</summary>
    /// <param name="text">YAML, at most 1 MiB of it.</param>
    /// <param name="name">What reports call the policy.</param>
    /// <param name="file">The file's name, for messages; what it includes by a relative path stands beside it.</param>
    /// <exception cref="FixtureException">The text is not a policy; the message says where and what to write instead.</exception>
    public static Policy Read(string text, string name, string file) => Read(text, name, file, MaxIncludes);

    /// <summary>Reads the policy that a record carries, which may be a stranger's: it is whole, and no file is opened for it.</summary>
    /// <param name="text">YAML, at most 1 MiB of it.</param>
    /// <param name="name">What reports call the policy.</param>
    /// <param name="file">The record's name, for messages.</param>
    /// <exception cref="FixtureException">The text is not a policy; the message says where and what to write instead.</exception>
    public static Policy ReadRecorded(string text, string name, string file) => Read(text, name, file, Recorded);

    /// <summary>Reads a policy that stands beside the program in <c>fixtures/policies</c>, or a file.</summary>
    /// <param name="nameOrPath">A bare name (<c>guide</c>), or a path: it has a directory separator or ends in <c>.yaml</c>.</param>
    /// <exception cref="ArgumentException">No policy of that name is shipped; the message lists those that are.</exception>
    /// <exception cref="FixtureException">The file is not a policy.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Policy Load(string nameOrPath) => Load(nameOrPath, MaxIncludes);

    private static Policy Load(string nameOrPath, int depth)
    {
        if (IsPath(nameOrPath))
        {
            return Read(FixtureText.ReadFile(nameOrPath), Path.GetFileName(nameOrPath), nameOrPath, depth);
        }

        string directory = ShippedFiles.Folder("policies");
        string[] shipped = Directory.Exists(directory)
            ? [.. Directory.EnumerateFiles(directory, "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)]
            : [];
        string file = Path.Combine(directory, nameOrPath + ".yaml");
        return shipped.Contains(nameOrPath)
            ? Read(FixtureText.ReadFile(file), nameOrPath, file, depth)
            : throw new ArgumentException($"no policy is called {Spelling.Quote(nameOrPath)}; shipped are {(shipped.Length == 0 ? "none" : string.Join(", ", shipped))}, and a file is named by its path");
    }

    private static Policy Read(string text, string name, string file, int depth)
    {
        YamlMap root = StrictYaml.Read(text, file, "the policy");
        root.OnlyKeys("title", "include", "rules", "otherwise", "exceptions");
        Policy? below = root.TryFind("include", out YamlNode? include) ? Included(include, file, depth) : null;
        List<PolicyRule> rules = below is null || root.Find("rules") is not null
            ? Each(root.Need("rules", "rules: [{ attacks: \"*\", level: must }]"), "{ attacks: \"*\", level: must }", Rule)
            : [];
        PolicyRule[] last = root.TryFind("otherwise", out YamlNode? otherwise) ? [new PolicyRule("*", LevelOf(otherwise))] : [];
        List<ExpectedFailure> exceptions = root.TryFind("exceptions", out YamlNode? excepted)
            ? Each(excepted, "{ attacks: \"outbound/*\", reason: … }", Exception)
            : [];
        string title = root.Need("title", "title: what the guide promises").Prose();
        return below is null
            ? new Policy(name, title, [.. rules, .. last], exceptions) { Text = text }
            : below.Under(name, title, rules, last, exceptions);
    }

    private static Policy Included(YamlNode include, string file, int depth)
    {
        string named = include.Prose();
        if (depth == Recorded)
        {
            throw include.Wrong("names another policy, and that of a record is whole; give the policy you mean with --policy");
        }

        if (depth == 0)
        {
            throw include.Wrong($"goes more than {MaxIncludes} policies deep; one of them includes itself");
        }

        string place = IsPath(named) ? Path.Combine(Path.GetDirectoryName(file) ?? "", named) : named;
        try
        {
            return Load(place, depth - 1);
        }
        catch (Exception missing) when (missing is ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw include.Wrong($"cannot be followed: {missing.Message}");
        }
    }

    private static bool IsPath(string nameOrPath) => nameOrPath.EndsWith(".yaml", StringComparison.Ordinal)
        || nameOrPath.AsSpan().IndexOfAny(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar) >= 0;

    private static PolicyRule Rule(YamlMap map)
    {
        map.OnlyKeys("attacks", "level");
        return new PolicyRule(Attacks(map), LevelOf(map.Need("level", "level: must")));
    }

    private static Level LevelOf(YamlNode node) => node.OneOf(Levels) switch { "must" => Level.Must, "should" => Level.Should, _ => Level.May };

    private static ExpectedFailure Exception(YamlMap map)
    {
        map.OnlyKeys("attacks", "reason");
        return new ExpectedFailure(Attacks(map), map.Need("reason", "reason: the relay outside has no certificate").Prose());
    }

    private static string Attacks(YamlMap map)
    {
        YamlNode node = map.Need("attacks", "attacks: \"helo/*\"");
        string glob = node.Text();
        return IdGlob().IsMatch(glob) ? glob
            : throw node.Wrong($"cannot be {Spelling.Quote(glob)}; write an attack's id, in which * stands for anything, as in \"helo/*\"");
    }

    private static List<T> Each<T>(YamlNode node, string example, Func<YamlMap, T> read)
    {
        List<T> all = [];
        List<string> globs = [];
        foreach (YamlNode item in node.List($"[{example}]").Items)
        {
            YamlMap map = item.Map(example);
            all.Add(read(map));
            string glob = Attacks(map);
            // Where an earlier glob matches a later one's own text, stars included, it matches all that the later one does.
            if (globs.FirstOrDefault(g => Glob.Matches(g, glob)) is { } earlier)
            {
                throw map.Wrong($"never decides: {Spelling.Quote(earlier)} before it matches all of {Spelling.Quote(glob)}; put it first, or remove it");
            }

            globs.Add(glob);
        }

        return all;
    }

    [GeneratedRegex(@"\A[a-z0-9*][a-z0-9*/-]*\z")]
    private static partial Regex IdGlob();
}
