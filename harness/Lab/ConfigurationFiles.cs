using System.Text;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Intake;
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

    /// <summary>What becomes of it in the lab.</summary>
    public required IntakePlan Plan { get; init; }

    private const int MaxMainCf = 1024 * 1024;

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

        string text = Read(file);
        MainCf mainCf = Core.Postfix.Configuration.MainCf.Parse(text, file);
        return mainCf.Problems.FirstOrDefault(p => p.IsFatal) is { } fatal
            ? throw new ConfigurationRefusedException($"{file}:{fatal.Line}: {fatal.Message}; Postfix refuses this line, mend it and run again")
            : Of(path, mainCf, text, isDirectory ? new DirectoryInfo(path) : null);
    }

    private static ConfigurationFiles Of(string path, MainCf mainCf, string text, DirectoryInfo? directory)
        => new(path, mainCf, text, directory) { Plan = IntakePlanner.Of(GivenDirectory.Read(mainCf, text, directory), MachineOfTheLab.Description) };

    private static string Read(string file)
    {
        try
        {
            // A device has no length and no end.
            using FileStream stream = File.OpenRead(file);
            byte[] octets = new byte[MaxMainCf + 1];
            int read = stream.ReadAtLeast(octets, octets.Length, throwOnEndOfStream: false);
            return read <= MaxMainCf
                ? Encoding.UTF8.GetString(octets, 0, read).TrimStart('\uFEFF')
                : throw new ConfigurationRefusedException($"{file}: larger than {MaxMainCf / 1024} KiB; this is not a {MainCfName}");
        }
        catch (Exception denied) when (denied is UnauthorizedAccessException or IOException)
        {
            throw new ConfigurationRefusedException($"{file}: cannot be read: {denied.Message}");
        }
    }
}
