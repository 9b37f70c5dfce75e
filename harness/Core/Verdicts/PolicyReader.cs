using System.Text.RegularExpressions;
using Harness.Core.Scenarios;

namespace Harness.Core.Verdicts;

/// <summary>Reads policies: a title, rules of which the first that matches decides, and expected failures with their reasons.</summary>
public static partial class PolicyReader
{
    private static readonly string[] Levels = ["must", "should", "may"];

    /// <summary>Reads a policy's text.</summary>
    /// <param name="text">YAML, at most 1 MiB of it.</param>
    /// <param name="name">What reports call the policy.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <exception cref="FixtureException">The text is not a policy; the message says where and what to write instead.</exception>
    public static Policy Read(string text, string name, string file)
    {
        YamlMap root = StrictYaml.Read(text, file, "the policy");
        root.OnlyKeys("title", "rules", "exceptions");
        return new Policy(
            name,
            root.Need("title", "title: what the guide promises").Prose(),
            Each(root.Need("rules", "rules: [{ attacks: \"*\", level: must }]"), "{ attacks: \"*\", level: must }", Rule),
            root.TryFind("exceptions", out YamlNode? exceptions) ? Each(exceptions, "{ attacks: \"outbound/*\", reason: … }", Exception) : [])
        {
            Text = text,
        };
    }

    /// <summary>Reads a policy that stands beside the program in <c>fixtures/policies</c>, or a file.</summary>
    /// <param name="nameOrPath">A bare name (<c>guide</c>), or a path: it has a directory separator or ends in <c>.yaml</c>.</param>
    /// <exception cref="ArgumentException">No policy of that name is shipped; the message lists those that are.</exception>
    /// <exception cref="FixtureException">The file is not a policy.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Policy Load(string nameOrPath)
    {
        bool isPath = nameOrPath.EndsWith(".yaml", StringComparison.Ordinal)
            || nameOrPath.AsSpan().IndexOfAny(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar) >= 0;
        if (isPath)
        {
            return Read(FixtureText.ReadFile(nameOrPath), Path.GetFileName(nameOrPath), nameOrPath);
        }

        string directory = Path.Combine(AppContext.BaseDirectory, "fixtures", "policies");
        string[] shipped = Directory.Exists(directory)
            ? [.. Directory.EnumerateFiles(directory, "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)]
            : [];
        string file = Path.Combine(directory, nameOrPath + ".yaml");
        return shipped.Contains(nameOrPath)
            ? Read(FixtureText.ReadFile(file), nameOrPath, file)
            : throw new ArgumentException($"no policy is called {Spelling.Quote(nameOrPath)}; shipped are {(shipped.Length == 0 ? "none" : string.Join(", ", shipped))}, and a file is named by its path");
    }

    private static PolicyRule Rule(YamlMap map)
    {
        map.OnlyKeys("attacks", "level");
        string word = map.Need("level", "level: must").OneOf(Levels);
        return new PolicyRule(Attacks(map), word switch { "must" => Level.Must, "should" => Level.Should, _ => Level.May });
    }

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
