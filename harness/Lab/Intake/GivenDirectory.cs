using System.Text;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Intake;
using Harness.Core.Postfix.Tables;

namespace Harness.Lab.Intake;

/// <summary>What stands in the directory that the user gave.</summary>
internal static class GivenDirectory
{
    private const int MostOctets = 1024 * 1024;

    /// <summary>Looks at it. What cannot be read is not there.</summary>
    /// <param name="mainCf">main.cf, parsed.</param>
    /// <param name="text">Its text.</param>
    /// <param name="files">The files of the directory; none for a main.cf alone.</param>
    public static GivenConfiguration Read(MainCf mainCf, string text, IReadOnlyList<(string Relative, FileInfo File)> files)
    {
        Dictionary<string, FileInfo> paths = files.ToDictionary(f => f.Relative, f => f.File);
        string? TextOf(string path) => paths.TryGetValue(path, out FileInfo? file) ? Text(file) : null;
        return new GivenConfiguration(mainCf, text, TextOf("master.cf"), paths.Keys.ToHashSet(), TextOf);
    }

    private static string? Text(FileInfo file)
    {
        try
        {
            return ConfinedFolder.Octets(file, MostOctets) is { } octets ? Encoding.UTF8.GetString(octets) : null;
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
