namespace Harness.Core.Postfix.Tables;

/// <summary>Where a path comes to when every link on the way is followed (realpath(3)).</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

    /// <summary>The path without links, be there something at its end or not; null for links in a circle.</summary>
    /// <param name="path">An absolute path.</param>
    public static string? Of(string path)
    {
        string root = Path.GetPathRoot(path)!;
        var ahead = new Stack<string>(Steps(path[root.Length..]));
        string place = root;
        for (int links = 0; ahead.TryPop(out string? step);)
        {
            if (step == "..")
            {
                place = Path.GetDirectoryName(place) ?? root;
                continue;
            }

            string next = Path.Combine(place, step);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                place = next;
                continue;
            }

            if (++links > MostLinks)
                return null;
            if (Path.IsPathRooted(target))
                place = Path.GetPathRoot(target)!;
            foreach (string more in Steps(Path.IsPathRooted(target) ? target[place.Length..] : target))
                ahead.Push(more);
        }

        return place;
    }

    // The first step last, as a stack wants them.
    private static IEnumerable<string> Steps(string path)
        => path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries).Where(s => s != ".").Reverse();
}
