using System.Diagnostics;

namespace Harness.Lab.Tests;

/// <summary>The tool as a stranger gets it. Needs no lab, but the SDK and some seconds.</summary>
[Parallelizable(ParallelScope.Self)]
internal sealed class PackedToolTests
{
    [Test]
    public async Task The_packed_tool_works_far_from_the_checkout()
    {
        // tests/Harness.Lab.Tests/bin/CONFIGURATION/net10.0
        DirectoryInfo built = new(AppContext.BaseDirectory);
        string configuration = built.Parent!.Name, checkout = built.Parent.Parent!.Parent!.Parent!.Parent!.FullName;
        var start = new ProcessStartInfo(Path.Combine(checkout, "tests", "packed-tool"), configuration) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process script = Process.Start(start)!;
        Task<string> said = script.StandardOutput.ReadToEndAsync(), complained = script.StandardError.ReadToEndAsync();
        await script.WaitForExitAsync();
        script.ExitCode.Should().Be(0, "it said {0}{1}", await said, await complained);
    }
}
