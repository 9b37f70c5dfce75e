namespace Harness.Tests;

/// <summary>
/// Real main.cf files. They are other people's and stay outside the project: in HARNESS_CORPUS, else in ../shared/corpus beside
/// the checkout.
/// </summary>
internal static class Corpus
{
    /// <summary>Why nothing is asked about them where they are not there.</summary>
    public const string Missing = "no folder of real main.cf files: neither HARNESS_CORPUS nor ../shared/corpus beside the checkout; nothing is asked about them";

    /// <summary>Every file by its name without the extension, in ordinal order; none where there is no folder.</summary>
    public static IReadOnlyDictionary<string, string> Files { get; } = Read(new[]
    {
        Environment.GetEnvironmentVariable("HARNESS_CORPUS"), Path.Combine(Checkout.Root, "..", "shared", "corpus"),
    }.FirstOrDefault(Directory.Exists));

    private static Dictionary<string, string> Read(string? folder) => folder is null
        ? []
        : Directory.EnumerateFiles(folder, "*.cf").Order(StringComparer.Ordinal).ToDictionary(f => Path.GetFileNameWithoutExtension(f));
}
