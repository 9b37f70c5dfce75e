namespace Harness.Tests.Evidence;

/// <summary>The source tree the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Harness.sln")))
            at = at.Parent;
        return at?.FullName ?? throw new InvalidOperationException("no Harness.sln above " + AppContext.BaseDirectory);
    }
}
