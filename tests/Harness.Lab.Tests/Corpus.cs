namespace Harness.Lab.Tests;

/// <summary>
/// Real main.cf files. They are other people's and stay outside the project: in HARNESS_CORPUS, else in ../shared/corpus beside
/// the checkout.
/// </summary>
internal static class Corpus
{
    /// <summary>The folder, or null where there is none.</summary>
    public static string? Folder { get; } = new[] { Environment.GetEnvironmentVariable("HARNESS_CORPUS"), Beside() }.FirstOrDefault(Directory.Exists);

    /// <summary>Every file by its name, without the extension.</summary>
    public static IReadOnlyDictionary<string, string> Files { get; } = Folder is null
        ? new Dictionary<string, string>()
        : Directory.EnumerateFiles(Folder, "*.cf").Order(StringComparer.Ordinal).ToDictionary(f => Path.GetFileNameWithoutExtension(f));

    private static string? Beside()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Harness.sln")))
            {
                return Path.Combine(at.FullName, "..", "shared", "corpus");
            }
        }

        return null;
    }
}
