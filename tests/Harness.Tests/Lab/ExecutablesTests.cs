using Harness.Lab.Containers;

namespace Harness.Tests.Lab;

/// <summary>Scripts that came in a package can be executed in the image that is built of them.</summary>
[Platform(Exclude = "Win")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public class ExecutablesTests
{
    [TestCase("#!/bin/sh\n", UnixFileMode.UserRead | UnixFileMode.UserWrite, "rwxr-xr-x")]
    [TestCase("#!/bin/sh\n", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.OtherRead, "rwxr-xr-x")]
    [TestCase("# The resolver\n", UnixFileMode.UserRead | UnixFileMode.UserWrite, "rw-------")]
    [TestCase("", UnixFileMode.UserRead | UnixFileMode.UserWrite, "rw-------")]
    public void Only_what_begins_as_a_script_is_marked(string text, UnixFileMode before, string after)
    {
        string folder = Directory.CreateTempSubdirectory("harness-").FullName;
        string file = Path.Combine(folder, "serve");
        File.WriteAllText(file, text);
        File.SetUnixFileMode(file, before);

        Executables.Mark(folder);

        string mode = string.Concat("rwxrwxrwx".Select((c, i) => ((int)File.GetUnixFileMode(file) & (256 >> i)) != 0 ? c : '-'));
        Directory.Delete(folder, recursive: true);
        mode.Should().Be(after);
    }
}
