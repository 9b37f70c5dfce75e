using System.Diagnostics;
using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using Harness.Lab;
using Harness.Lab.Clients;

namespace Harness.Benchmarks;

/// <summary>The relay matrix, played by the harness and by a loop of swaks, against the same server and from the same clients.</summary>
internal static class SwaksLoop
{
    // A session of swaks takes tens of milliseconds, most of it the start of a process: a sample is enough.
    private const int Sample = 40;

    /// <summary>Sessions a second of the harness and of swaks; null where swaks is not installed.</summary>
    public static async Task<(double Harness, double? Swaks)> MeasureAsync(LabTarget target, IReadOnlyList<Attack> matrix)
    {
        var clock = Stopwatch.StartNew();
        RunRecord record = await new AttackRun(target, Deadlines.Default, TimeProvider.System).PlayAsync(matrix, "bench", DateTimeOffset.UtcNow, null, default);
        Observation[] sessions = [.. record.Observations.Where(o => !o.IsControl)];
        double harness = sessions.Length / clock.Elapsed.TotalSeconds;

        // What swaks can say as well: EHLO, MAIL and RCPT in clear, with an address in angle brackets and no comma in it.
        Observation[] sayable = [.. sessions.Where(o => o.Attack.StartsWith("relay/matrix/plain/", StringComparison.Ordinal)
            && o.Exchanges is [_, _, var mail, var rcpt] && mail.Sent.EndsWith('>') && rcpt.Sent.StartsWith("RCPT TO:<", StringComparison.Ordinal)
            && !rcpt.Sent.Contains(',', StringComparison.Ordinal))];
        await using var door = new ClientDoor(target, "crowd");
        clock.Restart();
        for (int i = 0; i < Sample; i++)
        {
            if (!await SayAsync(door, sayable[i * sayable.Length / Sample]))
            {
                return (harness, null);
            }
        }

        return (harness, Sample / clock.Elapsed.TotalSeconds);
    }

    private static async Task<bool> SayAsync(ClientDoor door, Observation session)
    {
        try
        {
            using var swaks = Process.Start(new ProcessStartInfo("swaks",
                ["--server", "127.0.0.1", "--port", $"{door.EndPoint.Port}", "--helo", session.Exchanges[1].Sent.Split(' ')[1],
                    "--from", Address(session.Exchanges[2]), "--to", Address(session.Exchanges[3]), "--quit-after", "RCPT", "--silent", "3"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            await swaks.WaitForExitAsync();
            // 24: the server took none of the recipients (swaks(1), EXIT CODES).
            return swaks.ExitCode == 24 ? true : throw new InvalidOperationException($"swaks was answered otherwise (exit {swaks.ExitCode}): {session.Exchanges[3].Sent}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static string Address(Exchange exchange)
    {
        string path = exchange.Sent[(exchange.Sent.IndexOf('<', StringComparison.Ordinal) + 1)..exchange.Sent.LastIndexOf('>')];
        return path.Length == 0 ? "<>" : path.Replace(@"\\", @"\", StringComparison.Ordinal);
    }
}
