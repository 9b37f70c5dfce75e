namespace Harness.Lab.Intake;

/// <summary>
/// A copy of a configuration's files for the time that they take into a lab: whoever copies a directory as it stands waits for ever at a
/// pipe in it, goes round in circles of links, and follows one to the secrets of this machine.
/// </summary>
internal sealed class TakenFiles : IDisposable
{
    /// <summary>Copies them, for this user's eyes only.</summary>
    /// <exception cref="ConfigurationRefusedException">One of them cannot be read.</exception>
    public TakenFiles(ConfigurationFiles files)
    {
        Directory = System.IO.Directory.CreateTempSubdirectory("smtp-harness-");
        try
        {
            files.CopyTo(Directory.FullName);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where the copy is.</summary>
    public DirectoryInfo Directory { get; }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(recursive: true);
}
