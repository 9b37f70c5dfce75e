using Harness.Core.Postfix.Configuration;
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
        string[] folders = Caller();
        return Open(given, folders, $"in {folders[0]}");
    }

    /// <summary>A policy in the source of a test: a name, or a path as of <see cref="BesideTheTests"/>.</summary>
    public static string OfPolicy(string given) => Found(given, Above(AppContext.BaseDirectory));

    /// <summary>A policy that was given to <c>dotnet test</c>: a name, or a path as of <see cref="FromTheCaller"/>.</summary>
    public static string OfPolicyOfTheCaller(string given) => Found(given, Caller());

    /// <summary>A file to be written, from where <c>dotnet test</c> was called.</summary>
    public static string ToWrite(string given) => Path.GetFullPath(given, Caller()[0]);

    // A bare word is a policy that is shipped; a path that leads nowhere is for the reader to complain of.
    private static string Found(string given, IEnumerable<string> folders) => given.EndsWith(".yaml", StringComparison.Ordinal)
        ? folders.Select(f => Path.Combine(f, given)).FirstOrDefault(File.Exists) ?? given
        : given;

    private static string[] Caller()
    {
        string here = Directory.GetCurrentDirectory();
        return Environment.GetEnvironmentVariable("PWD") is { Length: > 0 } called && Path.IsPathRooted(called) ? [called, here] : [here];
    }

    // Reports, and what a test says of a line, name the file as it was given.
    private static ConfigurationFiles Open(string given, IEnumerable<string> folders, string where)
    {
        string path = folders.Select(f => Path.Combine(f, given)).FirstOrDefault(p => Directory.Exists(p) || File.Exists(p))
            ?? throw new ConfigurationRefusedException(
                $"{given}: no such file or directory {(Path.IsPathRooted(given) ? "" : where)}".TrimEnd() + "; give a Postfix configuration directory or a main.cf");
        ConfigurationFiles files = ConfigurationFiles.Open(path);
        string named = files.Directory is null ? given : Path.Combine(given, "main.cf");
        return files with { Given = given, MainCf = MainCf.Parse(files.Text, named) };
    }

    private static IEnumerable<string> Above(string folder)
    {
        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
        {
            yield return at.FullName;
        }
    }
}
