using System.Diagnostics;
using System.Runtime.Versioning;

namespace Harness.Tests.Cli;

[UnsupportedOSPlatform("windows")]
public sealed class CompletionTests
{
    [TestCase("cer", "certify")]
    [TestCase("certify --form", "--format")]
    [TestCase("certify --format ", "markdown")]
    [TestCase("certify --policy ", "hardened")]
    [TestCase("certify --postfix ", "3.10")]
    [TestCase("list --only ", "helo/*")]
    [TestCase("completion ", "fish")]
    public async Task A_line_is_completed(string line, string word)
        => (await CliRun.RunAsync($"[suggest:{line.Length}]", line)).Out.Split('\n').Should().Contain(word);

    [Test]
    public async Task An_unknown_shell_is_the_callers_mistake()
    {
        (int status, string output, string error) = await CliRun.RunAsync("completion", "tcsh");
        (status, output).Should().Be((3, ""));
        error.Should().Contain("give bash, zsh, fish, pwsh");
    }

    [TestCase("smtp-harness cer", "certify")]
    [TestCase("smtp-harness certify --format ma", "markdown")]
    [TestCase("smtp-harness list --only rel", @"relay/\*")]
    [TestCase("smtp-harness judge ./no-such-thi", "")]
    public async Task Bash_completes(string line, string words)
    {
        string folder = Directory.CreateTempSubdirectory("completion").FullName;
        try
        {
            string shim = Path.Combine(folder, "smtp-harness"), script = Path.Combine(folder, "script");
            await File.WriteAllTextAsync(shim, $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "smtp-harness.dll")}' \"$@\"\n");
            File.SetUnixFileMode(shim, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            (_, string completion, _) = await CliRun.RunAsync("completion", "bash");
            string[] typed = line.Split(' ');
            await File.WriteAllTextAsync(script, $"""
                {completion}
                COMP_LINE='{line}' COMP_POINT={line.Length} COMP_WORDS=({string.Join(' ', typed.Select(w => $"'{w}'"))}) COMP_CWORD={typed.Length - 1}
                _smtp_harness smtp-harness
                printf '%s\n' "$(IFS=' '; echo "{"${COMPREPLY[*]}"}")"
                """);
            var start = new ProcessStartInfo("bash", script) { RedirectStandardOutput = true };
            start.Environment["PATH"] = $"{folder}:{start.Environment["PATH"]}";
            using Process bash = Process.Start(start)!;
            (await bash.StandardOutput.ReadToEndAsync()).Should().Be(words + "\n");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
