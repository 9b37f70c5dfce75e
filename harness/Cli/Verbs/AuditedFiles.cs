using System.Text;
using Harness.Core.Postfix.Audit;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;
using Harness.Lab;

namespace Harness.Cli.Verbs;

/// <summary>Reads for an audit what stands beside a main.cf.</summary>
internal static class AuditedFiles
{
    private const long LargestMasterCf = 1024 * 1024;

    /// <summary>The configuration with its master.cf and its tables; of a main.cf alone, nothing but that.</summary>
    public static AuditSubject Read(ConfigurationFiles files, PostfixRelease release)
    {
        MainCf main = files.MainCf;
        string machine = main.Find("myhostname")?.Value ?? "localhost";
        return new AuditSubject(
            main,
            files.Directory is { } folder ? Master(Path.Combine(folder.FullName, "master.cf")) : null,
            release,
            MachineFacts.Named(machine.Contains('$') ? "localhost" : machine),
            files.Directory is { } tables ? new MappedFolders(("/etc/postfix", tables.FullName), (tables.FullName, tables.FullName)) : new MappedFolders());
    }

    private static MasterCf? Master(string file)
    {
        try
        {
            return File.Exists(file) && new FileInfo(file).Length <= LargestMasterCf
                ? MasterCf.Parse(Encoding.UTF8.GetString(File.ReadAllBytes(file)), "master.cf")
                : null;
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationRefusedException($"{file}: cannot be read: {denied.Message}");
        }
    }
}
