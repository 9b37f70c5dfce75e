using System.Diagnostics;

namespace Harness.Lab;

/// <summary>What makes a machine able to run the lab: <c>containers/ready.sh</c>, which comes with this program.</summary>
public static class Readiness
{
    /// <summary>What a user types to have it run.</summary>
    public const string Command = "smtp-harness doctor --prepare";

    /// <summary>Where the script is.</summary>
    public static string Script => Path.Combine(AppContext.BaseDirectory, "containers", "ready.sh");

    /// <summary>What gets or makes the base image of a Postfix.</summary>
    public static string CommandFor(PostfixVersion postfix) => postfix == PostfixVersion.Default ? Command : $"{Command} --postfix {postfix.Number}";

    /// <summary>Runs it. It says on standard error what it does, a line each.</summary>
    /// <param name="versions">The Postfix whose base images are wanted besides the lab's own.</param>
    /// <param name="tell">Takes the lines.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Whether the machine is ready.</returns>
    /// <exception cref="LabException">There is no bash.</exception>
    public static async Task<bool> PrepareAsync(IEnumerable<PostfixVersion> versions, Action<string> tell, CancellationToken cancel)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardError = true, RedirectStandardInput = true };
        start.ArgumentList.Add(Script);
        foreach (string suite in versions.Prepend(PostfixVersion.Default).Select(v => v.Suite).Distinct())
            start.ArgumentList.Add(suite);
        using Process script = Start(start);
        script.StandardInput.Close();
        try
        {
            while (await script.StandardError.ReadLineAsync(cancel) is { } line)
                tell(line);
            await script.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            script.Kill(entireProcessTree: true);
            throw;
        }

        return script.ExitCode == 0;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new LabException($"no bash here to run {Script}: {missing.Message}", missing);
        }
    }
}
