namespace Harness.Lab.Containers;

/// <summary>The scripts of an image, which keep their mode in it: packages of NuGet lose the right to execute.</summary>
internal static class Executables
{
    private const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Gives every file of a folder that begins with <c>#!</c> the right to be read and executed by everybody, where it lacks it.</summary>
    public static void Mark(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            // Testcontainers sends every file as executable.
            return;
        }

        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(IsScript))
        {
            UnixFileMode mode = File.GetUnixFileMode(file);
            UnixFileMode wanted = mode | Execute | UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
            if (mode != wanted)
            {
                File.SetUnixFileMode(file, wanted);
            }
        }
    }

    private static bool IsScript(string file)
    {
        using FileStream stream = File.OpenRead(file);
        return stream.ReadByte() == '#' && stream.ReadByte() == '!';
    }
}
