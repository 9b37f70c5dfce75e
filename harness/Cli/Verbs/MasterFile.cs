using System.Text;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;
using Harness.Lab;

namespace Harness.Cli.Verbs;

/// <summary>The master.cf beside a main.cf.</summary>
internal static class MasterFile
{
    private const string Name = "master.cf";
    private const int Largest = 1024 * 1024;

    /// <summary>Reads it; null where there is none.</summary>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public static MasterCf? Of(ConfigurationFiles files)
        => Text(files) is { } text ? MasterCf.Parse(text, Path.Combine(files.Directory!.FullName, Name)) : null;

    /// <summary>Its text; null where there is none.</summary>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public static string? Text(ConfigurationFiles files)
    {
        if (files.Directory is not { } folder || new ConfinedFolder(folder.FullName).Find(Name) is not { } file)
            return null;
        try
        {
            return ConfinedFolder.Octets(file, Largest) is { } octets ? Encoding.UTF8.GetString(octets)
                : throw new UsageException($"{Path.Combine(files.Given, Name)}: larger than {Largest >> 20} MiB; this is not a {Name}");
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{Path.Combine(files.Given, Name)}: cannot be read: {denied.Message}");
        }
    }
}
