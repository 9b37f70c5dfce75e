using Harness.Core.Postfix.Configuration;
using Harness.Lab;
using Harness.Lab.Plays;

namespace Harness.Cli.Verbs.Diffing;

/// <summary>
/// A configuration with patience (<see cref="PatientLimits"/>). Its own lines stay where they are.
/// </summary>
internal sealed class PatientFiles : IDisposable
{
    private readonly string _place = Directory.CreateTempSubdirectory("smtp-harness-").FullName;

    /// <summary>Copies them.</summary>
    public PatientFiles(ConfigurationFiles files)
    {
        files.CopyTo(_place);
        File.WriteAllText(Path.Combine(_place, "main.cf"), files.Text + PatientLimits.Lines);
        ConfigurationFiles patient = ConfigurationFiles.Open(_place);
        // Complaints name the user's file, whose lines these are.
        Files = patient with { Given = files.Given, MainCf = MainCf.Parse(patient.Text, files.MainCf.FileName) };
    }

    /// <summary>The files to load.</summary>
    public ConfigurationFiles Files { get; }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_place, recursive: true);
}
