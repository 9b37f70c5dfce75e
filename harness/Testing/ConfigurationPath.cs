using Harness.Lab;

namespace Harness.Testing;

/// <summary>Finds a configuration by the path that a test, or who started the tests, gave.</summary>
internal static class ConfigurationPath
{
    /// <summary>A path in the source of a test: below the folder of the tests, or one above it.</summary>
    /// <exception cref="ConfigurationRefusedException">There is no such file or directory, or no main.cf in it that Postfix would read.</exception>
    public static ConfigurationFiles BesideTheTests(string given) => Open(given, Above(AppContext.BaseDirectory), $"in {AppContext.BaseDirectory} or a folder above it");

    /// <summary>
    /// A path that was given to <c>dotnet test</c>: from where it was called. The tests' own process works in another folder.
    /// </summary>
    /// <exception cref="ConfigurationRefusedException">There is no such file or directory, or no main.cf in it that Postfix would read.</exception>
    public static ConfigurationFiles FromTheCaller(string given)
    {
        string here = Directory.GetCurrentDirectory();
        string called = Environment.GetEnvironmentVariable("PWD") is { Length: > 0 } pwd && Path.IsPathRooted(pwd) ? pwd : here;
        return Open(given, [called, here], $"in {called}");
    }

    private static ConfigurationFiles Open(string given, IEnumerable<string> folders, string where)
    {
        string? path = folders.Select(f => Path.Combine(f, given)).FirstOrDefault(p => Directory.Exists(p) || File.Exists(p));
        return path is null
            ? throw new ConfigurationRefusedException($"{given}: no such file or directory {(Path.IsPathRooted(given) ? "" : where)}".TrimEnd() + "; give a Postfix configuration directory or a main.cf")
            : ConfigurationFiles.Open(path) with { Given = given };
    }

    private static IEnumerable<string> Above(string folder)
    {
        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
        {
            yield return at.FullName;
        }
    }
}
