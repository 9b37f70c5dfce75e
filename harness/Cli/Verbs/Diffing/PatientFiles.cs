using Harness.Core.Postfix.Configuration;
using Harness.Lab;

namespace Harness.Cli.Verbs.Diffing;

/// <summary>
/// A configuration with patience: the limits that end a connection after so many refusals or so many connections are taken off, which
/// changes no decision about a session. Its own lines stay where they are.
/// </summary>
internal sealed class PatientFiles : IDisposable
{
    private const string Patience = """

        smtpd_error_sleep_time = 0
        smtpd_soft_error_limit = 100000
        smtpd_hard_error_limit = 100000
        smtpd_junk_command_limit = 100000
        smtpd_client_connection_count_limit = 0
        smtpd_client_connection_rate_limit = 0

        """;

    private readonly string _place = Path.Combine(Path.GetTempPath(), $"smtp-harness-{Guid.NewGuid():N}");

    /// <summary>Copies them.</summary>
    public PatientFiles(ConfigurationFiles files)
    {
        Directory.CreateDirectory(_place);
        foreach (FileInfo file in files.Directory?.EnumerateFiles("*", SearchOption.AllDirectories) ?? [])
        {
            string copy = Path.Combine(_place, Path.GetRelativePath(files.Directory!.FullName, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            file.CopyTo(copy);
        }

        File.WriteAllText(Path.Combine(_place, "main.cf"), files.Text + Patience);
        ConfigurationFiles patient = ConfigurationFiles.Open(_place);
        // Complaints name the user's file, whose lines these are.
        Files = patient with { Given = files.Given, MainCf = MainCf.Parse(patient.Text, files.MainCf.FileName) };
    }

    /// <summary>The files to load.</summary>
    public ConfigurationFiles Files { get; }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_place, recursive: true);
}
