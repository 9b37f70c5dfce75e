using System.Text;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Intake;

namespace Harness.Lab.Intake;

/// <summary>What stands in the directory that the user gave.</summary>
internal static class GivenDirectory
{
    private const int MostFiles = 20_000;
    private const int MostOctets = 1024 * 1024;

    private static readonly EnumerationOptions _whole = new() { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = 0, MaxRecursionDepth = 16 };

    /// <summary>Looks at it. What cannot be read is not there.</summary>
    /// <param name="mainCf">main.cf, parsed.</param>
    /// <param name="text">Its text.</param>
    /// <param name="directory">The directory, or null for a main.cf alone.</param>
    public static GivenConfiguration Read(MainCf mainCf, string text, DirectoryInfo? directory)
    {
        if (directory is null)
        {
            return new GivenConfiguration(mainCf, text, null, new HashSet<string>(), _ => null);
        }

        HashSet<string> paths = [.. directory.EnumerateFiles("*", _whole).Take(MostFiles)
            .Select(f => Path.GetRelativePath(directory.FullName, f.FullName).Replace('\\', '/'))];
        string? TextOf(string path) => Text(Path.Combine(directory.FullName, path));
        return new GivenConfiguration(mainCf, text, paths.Contains("master.cf") ? TextOf("master.cf") : null, paths, TextOf);
    }

    private static string? Text(string file)
    {
        try
        {
            using FileStream stream = File.OpenRead(file);
            byte[] octets = new byte[MostOctets + 1];
            int read = stream.ReadAtLeast(octets, octets.Length, throwOnEndOfStream: false);
            return read > MostOctets ? null : Encoding.UTF8.GetString(octets, 0, read);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
