using System.Text.RegularExpressions;

namespace Harness.Tests;

/// <summary>DESIGN.md's table of rooms, and what of a file's code contradicts it.</summary>
internal sealed partial class Floors
{
    private readonly Dictionary<string, int> _floors = new(StringComparer.Ordinal);

    /// <summary>Reads the first fenced block under the heading "Floors".</summary>
    public Floors(string design)
    {
        string[] block = [.. design.ReplaceLineEndings("\n").Split('\n')
            .SkipWhile(l => !(l.StartsWith('#') && l.TrimEnd().EndsWith(" Floors", StringComparison.Ordinal))).Skip(1)
            .TakeWhile(l => !l.StartsWith('#'))
            .SkipWhile(l => !l.StartsWith("```", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(l => !l.StartsWith("```", StringComparison.Ordinal))];
        if (block.Length == 0)
            throw new FormatException("DESIGN.md has no fenced block under a heading \"Floors\"");
        foreach (string[] line in block.Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(l => l.Length > 1))
        {
            foreach (string room in line.Skip(1).Where(w => w.All(char.IsAsciiLetter) && char.IsAsciiLetterUpper(w[0])))
                _floors.Add(room, int.Parse(line[0]));
        }
    }

    public IReadOnlyCollection<string> Rooms => _floors.Keys;

    /// <summary>The room of a file, by its path below <c>harness/</c>.</summary>
    public static string RoomOf(string path) => path.Split('/') is ["Core", var room, _, ..] ? room : path.Split('/')[0];

    /// <summary>What is wrong with one file.</summary>
    /// <param name="path">Its path below <c>harness/</c>, with slashes.</param>
    /// <param name="source">Its text.</param>
    public IEnumerable<string> Complaints(string path, string source)
    {
        string room = RoomOf(path);
        if (!_floors.TryGetValue(room, out int floor))
        {
            yield return $"{path}: the room {room} is not in the table";
            yield break;
        }

        string code = CodeText.Of(source);
        string wanted = string.Join('.', path.Split('/')[..^1].Prepend("Harness"));
        string given = Namespace().Match(code).Groups[1].Value;
        // The assembly's own entry, if it has no namespace, is as wrong as any other.
        if (given != wanted)
            yield return $"{path}: its namespace is {(given.Length == 0 ? "missing" : given)}, its folder says {wanted}";

        foreach (string named in Names(code, path.StartsWith("Core/", StringComparison.Ordinal)).Distinct().Where(n => n != room))
        {
            if (!_floors.TryGetValue(named, out int below))
                yield return $"{path}: names {named}, which is not in the table";
            else if (below >= floor)
                yield return $"{path}: {room} (floor {floor}) names {named} (floor {below})";
        }
    }

    // A chain of names may begin at the root, at Core (every namespace here stands in Harness) or, inside Core, at a room.
    private IEnumerable<string> Names(string code, bool inCore)
    {
        foreach (Match chain in Chain().Matches(code))
        {
            string[] names = Blanks().Replace(chain.Value, "").Replace("global::", "", StringComparison.Ordinal).Split('.');
            names = names[0] == "Harness" ? names[1..] : names;
            bool rooted = names.Length < chain.Value.Count(c => c == '.') + 1;
            if (names is ["Core", var room, ..])
                yield return room;
            else if (names is ["Core"])
                yield return "Core";
            else if (names is [var first, ..] && _floors.ContainsKey(first) && (rooted || inCore || first is "Lab" or "Cli" or "Testing"))
                yield return first;
        }
    }

    [GeneratedRegex(@"^\s*namespace\s+([\w.]+)\s*[;{]", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"(?<![\w.@])(?:global::\s*)?[A-Za-z_]\w*(?:\s*\.\s*[A-Za-z_]\w*)+")]
    private static partial Regex Chain();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
