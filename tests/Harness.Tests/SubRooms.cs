using System.Text.RegularExpressions;

namespace Harness.Tests;

/// <summary>
/// Which folders of the code know each other, by using directives and by names with their room before them. A folder and what is
/// below it are one house, and count for nothing here: the folder has the words that all know, and the way in.
/// </summary>
internal sealed partial class SubRooms
{
    private readonly Dictionary<string, SortedSet<string>> _known = new(StringComparer.Ordinal);

    /// <summary>Looks through files.</summary>
    /// <param name="sources">Their texts, by their paths below <c>harness/</c>, with slashes.</param>
    public SubRooms(IReadOnlyDictionary<string, string> sources)
    {
        HashSet<string> files = [.. sources.Keys], folders = [.. sources.Keys.Select(Above)];
        foreach ((string path, string source) in sources)
        {
            string folder = Above(path);
            IEnumerable<string> named = Using().Matches(source).Select(m => Folder(m.Groups[1].Value.Replace('.', '/'), folders))
                .Concat(Qualified().Matches(source).SelectMany(m => Houses(folder).Select(h => h + m.Value.Replace('.', '/')).SelectMany(Ways).Where(t => files.Contains($"{t}.cs")).Select(Above)));
            SortedSet<string> known = _known.TryGetValue(folder, out SortedSet<string>? so) ? so : _known[folder] = new(StringComparer.Ordinal);
            known.UnionWith(named.Where(n => !$"{n}/".StartsWith($"{folder}/", StringComparison.Ordinal) && !$"{folder}/".StartsWith($"{n}/", StringComparison.Ordinal)));
        }
    }

    /// <summary>Folders of which each knows the next and the last the first; empty where there are none.</summary>
    public IReadOnlyList<string> Circle()
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        return _known.Keys.Select(f => From(f, [], done)).FirstOrDefault(c => c.Count > 0) ?? [];
    }

    private IReadOnlyList<string> From(string folder, IReadOnlyList<string> way, HashSet<string> done)
    {
        if (way.Contains(folder))
            return [.. way.SkipWhile(f => f != folder)];
        if (done.Contains(folder))
            return [];
        IReadOnlyList<string> circle = _known.GetValueOrDefault(folder, []).Select(f => From(f, [.. way, folder], done)).FirstOrDefault(c => c.Count > 0) ?? [];
        done.Add(folder);
        return circle;
    }

    private static string Above(string path) => path.LastIndexOf('/') is >= 0 and var slash ? path[..slash] : "";

    // Of an alias, and of using static, the last name is a type.
    private static string Folder(string named, HashSet<string> folders) => named.Length == 0 || folders.Contains(named) ? named : Folder(Above(named), folders);

    private static IEnumerable<string> Houses(string folder)
    {
        for (string house = folder; house.Length > 0; house = Above(house))
            yield return house + "/";
        yield return "";
    }

    // A type, and what of it is named.
    private static IEnumerable<string> Ways(string named)
    {
        for (string type = named; type.Length > 0; type = Above(type))
            yield return type;
    }

    [GeneratedRegex(@"^[ \t]*(?:global )?using (?:static )?(?:\w+ = )?Harness\.([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"(?<![\w.]|//.*)[A-Z]\w*(?:\.[A-Z]\w*)+")]
    private static partial Regex Qualified();
}
