using System.Text;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Intake;
using Harness.Core.Postfix.Tables;
using Harness.Lab.Intake;

namespace Harness.Lab;

/// <summary>The user's Postfix files: a directory with a main.cf, or a main.cf alone.</summary>
/// <param name="Given">The path as the user gave it.</param>
/// <param name="MainCf">Its main.cf, parsed; the file name in it is the path to open.</param>
/// <param name="Text">The text of main.cf.</param>
/// <param name="Directory">The directory to take whole, or null for a main.cf alone.</param>
public sealed record ConfigurationFiles(string Given, MainCf MainCf, string Text, DirectoryInfo? Directory)
{
    private const string MainCfName = "main.cf";
    private const string MasterCfName = "master.cf";
    private const int MaxMainCf = 1024 * 1024;

    // Testcontainers holds them in memory on their way into the lab.
    private const long MostTogether = 256L * 1024 * 1024;

    private IReadOnlyList<(string Relative, FileInfo File)> _taken = [];

    /// <summary>What becomes of it in the lab.</summary>
    public required IntakePlan Plan { get; init; }

    /// <summary>Looks at the path.</summary>
    /// <exception cref="ConfigurationRefusedException">There is no main.cf there, or Postfix would not read it.</exception>
    public static ConfigurationFiles Open(string path)
    {
        bool isDirectory = System.IO.Directory.Exists(path);
        string file = isDirectory ? Path.Combine(path, MainCfName) : path;
        if (!File.Exists(file))
        {
            throw new ConfigurationRefusedException(isDirectory
                ? $"{path}: no {MainCfName} in this directory; give the directory that holds it, as in /etc/postfix"
                : $"{path}: no such file or directory; give a Postfix configuration directory or a {MainCfName}");
        }

        ConfinedFolder? folder = isDirectory ? new ConfinedFolder(path) : null;
        string text = Read(file, folder);
        MainCf mainCf = Core.Postfix.Configuration.MainCf.Parse(text, file);
        if (mainCf.Problems.FirstOrDefault(p => p.IsFatal) is { } fatal)
            throw new ConfigurationRefusedException($"{file}:{fatal.Line}: {fatal.Message}; Postfix refuses this line, mend it and run again");
        if (folder is not null && File.Exists(Path.Combine(path, MasterCfName)) && folder.Find(MasterCfName) is null)
            throw LeadsOut(Path.Combine(path, MasterCfName));
        IReadOnlyList<(string Relative, FileInfo File)> taken = folder is null ? [] : Listed(path, folder);
        return new(path, mainCf, text, isDirectory ? new DirectoryInfo(path) : null)
        {
            Plan = IntakePlanner.Of(GivenDirectory.Read(mainCf, text, taken), MachineOfTheLab.Description),
            _taken = taken,
        };
    }

    /// <summary>Copies the files of the directory that are to be had in a lab: regular ones, and those in it that a link leads to.</summary>
    /// <param name="place">A directory that is there.</param>
    /// <exception cref="ConfigurationRefusedException">One of them cannot be read.</exception>
    public void CopyTo(string place)
        => Take((relative, content, modified) =>
        {
            string copy = Path.Combine(place, relative);
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            using (FileStream written = File.Create(copy))
                content.CopyTo(written);
            File.SetLastWriteTimeUtc(copy, modified);
        });

    /// <summary>Hands on each file of the directory that is to be had in a lab: its path below it, its content, when it was changed.</summary>
    /// <exception cref="ConfigurationRefusedException">One of them cannot be read.</exception>
    internal void Take(Action<string, Stream, DateTime> take)
    {
        foreach ((string relative, FileInfo file) in _taken)
        {
            try
            {
                // What has no length may be a pipe.
                using Stream content = file.Length == 0 ? Stream.Null : file.OpenRead();
                take(relative, content, file.LastWriteTimeUtc);
            }
            catch (Exception denied) when (denied is UnauthorizedAccessException or IOException)
            {
                throw new ConfigurationRefusedException($"{Path.Combine(Given, relative)}: cannot be read: {denied.Message}");
            }
        }
    }

    private static IReadOnlyList<(string Relative, FileInfo File)> Listed(string path, ConfinedFolder folder)
    {
        try
        {
            IReadOnlyList<(string Relative, FileInfo File)> files = folder.Files();
            return files.Sum(f => f.File.Length) <= MostTogether ? files
                : throw new FormatException($"its files have more than {MostTogether >> 20} MiB");
        }
        catch (FormatException large)
        {
            throw new ConfigurationRefusedException($"{path}: {large.Message}; give a directory with the configuration alone");
        }
    }

    private static string Read(string file, ConfinedFolder? folder)
    {
        try
        {
            if (folder is null)
                return Decoded(ReadGiven(file), file);
            return folder.Find(MainCfName) is { } found ? Decoded(ConfinedFolder.Octets(found, MaxMainCf), file)
                : throw LeadsOut(file);
        }
        catch (Exception denied) when (denied is UnauthorizedAccessException or IOException)
        {
            throw new ConfigurationRefusedException($"{file}: cannot be read: {denied.Message}");
        }
    }

    // A device has no length and no end; a pipe that the caller names has an end.
    private static byte[]? ReadGiven(string file)
    {
        using FileStream stream = File.OpenRead(file);
        byte[] octets = new byte[MaxMainCf + 1];
        int read = stream.ReadAtLeast(octets, octets.Length, throwOnEndOfStream: false);
        return read <= MaxMainCf ? octets[..read] : null;
    }

    private static ConfigurationRefusedException LeadsOut(string file)
        => new($"{file}: a link that leads out of the directory, where nothing is read; copy the directory with cp -rL, and give the copy");

    private static string Decoded(byte[]? octets, string file) => octets is not null ? Encoding.UTF8.GetString(octets).TrimStart('\uFEFF')
        : throw new ConfigurationRefusedException($"{file}: larger than {MaxMainCf / 1024} KiB; this is not a {MainCfName}");
}
