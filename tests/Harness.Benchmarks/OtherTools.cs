using System.Diagnostics;
using System.Text.Json;

namespace Harness.Benchmarks;

/// <summary>Programs of others that look at the TLS of a mail server.</summary>
internal static class OtherTools
{
    /// <summary>What has to be installed first, or null.</summary>
    public static async Task<string?> MissingAsync()
        => await RunAsync("testssl", ["--version"]) is null ? "testssl.sh is not installed (apt-get install testssl.sh): nothing to compare with"
            : await RunAsync("openssl", ["version"]) is null ? "openssl is not installed (apt-get install openssl): nothing to compare with"
            : null;

    /// <summary>The findings of testssl.sh by their ids: protocols, classes of suites, server defaults with the certificate.</summary>
    public static async Task<(IReadOnlyDictionary<string, string> Findings, double Seconds)> TestSslAsync(int port)
    {
        string file = Path.Combine(Path.GetTempPath(), $"testssl-{Guid.NewGuid():N}.json");
        var clock = Stopwatch.StartNew();
        _ = await RunAsync("testssl", ["-t", "smtp", "-p", "-s", "-S", "--quiet", "--color", "0", "--warnings", "off", "--jsonfile", file, $"127.0.0.1:{port}"]);
        double seconds = clock.Elapsed.TotalSeconds;
        using JsonDocument said = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        File.Delete(file);
        return (said.RootElement.EnumerateArray().GroupBy(f => f.GetProperty("id").GetString()!).ToDictionary(g => g.Key, g => g.First().GetProperty("finding").GetString()!), seconds);
    }

    /// <summary>The lines of <c>tests/openssl-facts</c>, in words.</summary>
    public static async Task<(string[][] Lines, double Seconds)> OpenSslAsync(int port, string name)
    {
        var clock = Stopwatch.StartNew();
        string said = await RunAsync("bash", [Path.Combine(AppContext.BaseDirectory, "openssl-facts"), "127.0.0.1", $"{port}", name]) ?? "";
        return ([.. said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' '))], clock.Elapsed.TotalSeconds);
    }

    /// <returns>What it printed; null where there is no such program.</returns>
    private static async Task<string?> RunAsync(string program, IEnumerable<string> arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            process.StandardInput.Close();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string said = await process.StandardOutput.ReadToEndAsync();
            await errors;
            await process.WaitForExitAsync();
            return said;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
