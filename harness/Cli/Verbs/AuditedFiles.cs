using Harness.Core.Postfix.Audit;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;
using Harness.Lab;

namespace Harness.Cli.Verbs;

/// <summary>Reads for an audit what stands beside a main.cf.</summary>
internal static class AuditedFiles
{
    /// <summary>The configuration with its master.cf and its tables; of a main.cf alone, nothing but that.</summary>
    public static AuditSubject Read(ConfigurationFiles files, PostfixRelease release)
    {
        MainCf main = files.MainCf;
        string machine = main.Find("myhostname")?.Value ?? "localhost";
        return new AuditSubject(
            main,
            MasterFile.Text(files) is { } master ? MasterCf.Parse(master, "master.cf") : null,
            release,
            MachineFacts.Named(machine.Contains('$') ? "localhost" : machine),
            files.Directory is { } tables ? new MappedFolders(("/etc/postfix", tables.FullName), (tables.FullName, tables.FullName)) : new MappedFolders());
    }
}
