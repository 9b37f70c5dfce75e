namespace Harness.Tests;

/// <summary>The checkout the tests were built from.</summary>
internal static class Checkout
{
    /// <summary>The folder of Harness.sln.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder)
        => folder is null ? throw new DirectoryNotFoundException("the tests do not run from a checkout")
        : File.Exists(Path.Combine(folder.FullName, "Harness.sln")) ? folder.FullName
        : Find(folder.Parent);
}
