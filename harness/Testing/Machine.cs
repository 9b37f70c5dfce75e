using System.Diagnostics;
using Harness.Lab;

namespace Harness.Testing;

/// <summary>The machine that the lab is to run on.</summary>
internal static class Machine
{
    /// <summary>Set to 1, it has the machine made ready where it is not: as root on Debian and its children a Docker engine is installed and started.</summary>
    public const string MakeReady = "HARNESS_MAKE_READY";

    private static readonly string _script = Path.Combine(AppContext.BaseDirectory, "containers", "ready.sh");

    /// <summary>Makes sure of an engine and of the base image, or says what to do.</summary>
    /// <exception cref="LabException">There is no engine, or no base image, and nobody asked for them; or they could not be had.</exception>
    public static async Task ReadyAsync(PostfixVersion postfix, Action<string> told, CancellationToken cancel)
    {
        string[] suites = [.. new[] { PostfixVersion.Default.Suite, postfix.Suite }.Distinct()];
        // What can be said of an engine elsewhere, the lab says itself.
        if ((Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } host && !host.StartsWith("unix:", StringComparison.Ordinal))
            || (await Doctor.ExamineAsync(cancel)).FirstOrDefault(s => s is { IsThere: false, Needed: true }) is not { } lacking)
        {
            return;
        }

        string command = $"bash {_script} {string.Join(' ', suites)}";
        if (Environment.GetEnvironmentVariable(MakeReady) != "1")
        {
            throw new LabException($"{lacking.Part}: {lacking.Detail} (here: {command}; or set {MakeReady}=1, and the tests do it)");
        }

        told(command);
        if (await RunAsync(suites, told, cancel) is not 0 and var status)
        {
            throw new LabException($"{command} ended with {status}: this machine cannot run the lab; the lines above it say why");
        }
    }

    private static async Task<int> RunAsync(string[] suites, Action<string> told, CancellationToken cancel)
    {
        using var ready = new Process { StartInfo = new ProcessStartInfo("bash", [_script, .. suites]) { RedirectStandardError = true, RedirectStandardOutput = true } };
        ready.ErrorDataReceived += (_, line) => Tell(line.Data);
        ready.OutputDataReceived += (_, line) => Tell(line.Data);
        ready.Start();
        ready.BeginErrorReadLine();
        ready.BeginOutputReadLine();
        await ready.WaitForExitAsync(cancel);
        return ready.ExitCode;

        void Tell(string? line)
        {
            if (line is not null)
            {
                told(line);
            }
        }
    }
}
