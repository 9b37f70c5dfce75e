using System.Text;
using Harness.Core.MailLogs;

namespace Harness.Tests.MailLogs;

/// <summary>Logs of a test in a folder of its own.</summary>
internal sealed class LogFiles : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("maillog");

    /// <summary>A log that Postfix wrote in the lab.</summary>
    public static string OfLab(string name) => System.IO.Path.Combine(Checkout.Root, "fixtures", "maillog", name + ".log");

    /// <summary>A name in the folder.</summary>
    public string At(string name) => System.IO.Path.Combine(_folder.FullName, name);

    /// <summary>Writes a log.</summary>
    public string Write(string name, params string[] lines) => Write(name, Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n"))));

    /// <summary>Writes a log.</summary>
    public string Write(string name, byte[] octets)
    {
        File.WriteAllBytes(At(name), octets);
        // The year of a traditional stamp is guessed by it.
        File.SetLastWriteTime(At(name), new DateTime(2026, 11, 27, 0, 0, 0, DateTimeKind.Local));
        return At(name);
    }

    /// <summary>What logs tell.</summary>
    public static async Task<MailLogReport> ReadAsync(params string[] files)
    {
        var reading = new MailLogReading(100, TimeProvider.System);
        await reading.ReadAsync(files, () => { }, default);
        return reading.Report();
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
