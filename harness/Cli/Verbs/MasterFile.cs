using Harness.Core.Postfix.Configuration;
using Harness.Lab;

namespace Harness.Cli.Verbs;

/// <summary>The master.cf beside a main.cf.</summary>
internal static class MasterFile
{
    /// <summary>Reads it; null where there is none.</summary>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public static MasterCf? Of(ConfigurationFiles files)
    {
        string? path = files.Directory is null ? null : Path.Combine(files.Directory.FullName, "master.cf");
        try
        {
            return path is null || !File.Exists(path) ? null : MasterCf.Parse(File.ReadAllText(path), path);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path}: cannot be read: {denied.Message}");
        }
    }
}
