using System.ComponentModel;
using System.Diagnostics;

namespace Harness.Lab.Storm;

/// <summary>Commands of this machine.</summary>
internal static class Commands
{
    /// <summary>Runs one that must not fail.</summary>
    /// <returns>What it said.</returns>
    /// <exception cref="LabException">It failed; the message quotes it.</exception>
    public static async Task<string> NeedAsync(string command, string[] arguments, CancellationToken cancel)
    {
        (int status, string output, string complaint) = await TryAsync(command, arguments, cancel);
        return status == 0 ? output : throw new LabException($"inconclusive: no disk for the queue: {command} failed: {complaint.Trim()}");
    }

    /// <summary>Runs one.</summary>
    /// <returns>Its exit status, -1 where there is no such command, and what it said.</returns>
    public static async Task<(int Status, string Output, string Complaint)> TryAsync(string command, string[] arguments, CancellationToken cancel)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            try
            {
                Task<string> output = process.StandardOutput.ReadToEndAsync(cancel);
                string complaint = await process.StandardError.ReadToEndAsync(cancel);
                await process.WaitForExitAsync(cancel);
                return (process.ExitCode, await output, complaint);
            }
            catch (OperationCanceledException)
            {
                // Else dd would go on filling a disk that nobody wants.
                process.Kill();
                throw;
            }
        }
        catch (Win32Exception missing)
        {
            return (-1, "", missing.Message);
        }
    }
}
