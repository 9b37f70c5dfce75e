using System.Diagnostics;

namespace Harness.Lab.Tests;

/// <summary>What a killed run leaves is gone after the next one.</summary>
public class LeftoversTests
{
    [Test]
    public async Task The_run_after_a_killed_run_sweeps_its_containers_and_networks()
    {
        int killed = await KillALabInTheMiddleAsync();
        (await OfOwnerAsync(killed)).Should().NotBeEmpty("a killed process cannot clean up");

        (HarnessLab next, _) = await HarnessLab.StartAsync(Fixtures.Guide, _ => { }, default);
        await using (next)
        {
            (await OfOwnerAsync(killed)).Should().BeEmpty();
        }
    }

    private static async Task<int> KillALabInTheMiddleAsync()
    {
        using Process process = Start("dotnet", Path.Combine(AppContext.BaseDirectory, "smtp-harness.dll"), "lab",
            Path.Combine(AppContext.BaseDirectory, "fixtures", "guide"));
        while (await process.StandardOutput.ReadLineAsync() is { } line && !line.Contains("Ctrl-C"))
        {
            // Until the lab is up.
        }

        process.Kill();
        await process.WaitForExitAsync();
        return process.Id;
    }

    private static async Task<string[]> OfOwnerAsync(int processId)
    {
        string[] containers = await LinesAsync("ps", "-a", "--format", "{{.Label \"harness.owner\"}} {{.ID}}");
        string[] networks = await LinesAsync("network", "ls", "--filter", "label=harness.owner", "--format", "{{.Label \"harness.owner\"}} {{.ID}}");
        return [.. containers.Concat(networks).Where(l => l.Contains($"/{processId}/"))];
    }

    private static async Task<string[]> LinesAsync(params string[] arguments)
    {
        using Process docker = Start("docker", arguments);
        string output = await docker.StandardOutput.ReadToEndAsync();
        await docker.WaitForExitAsync();
        docker.ExitCode.Should().Be(0);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static Process Start(string program, params string[] arguments)
        => Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
}
