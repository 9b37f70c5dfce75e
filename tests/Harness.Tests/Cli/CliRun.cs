using Harness.Cli;

namespace Harness.Tests.Cli;

/// <summary>The command line as a test calls it.</summary>
internal static class CliRun
{
    public static async Task<(int Status, string Out, string Error)> RunAsync(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        int status = (int)await Program.RunAsync(args, new Terminal(output, error, PlainConsole.On(output), null));
        return (status, output.ToString(), error.ToString());
    }
}
