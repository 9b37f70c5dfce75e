using System.Diagnostics;

namespace Harness.Mutants;

/// <summary>A worker process, asked one mutant at a time.</summary>
internal sealed class Channel : IDisposable
{
    private readonly Process process;

    private Channel(Process process) => this.process = process;

    /// <summary>Whether the tests could be loaded; where they could not, <see cref="End"/> says how it ended.</summary>
    public bool IsReady { get; private set; }

    public string End { get; private set; } = "gone";

    public static async Task<Channel> OpenAsync(string coverage, int? born, TimeSpan patience)
    {
        Channel channel = new(Player.Start(["work", coverage], born));
        channel.End = await channel.ReadAsync(patience + TimeSpan.FromMinutes(1));
        channel.IsReady = channel.End == "ready";
        return channel;
    }

    /// <summary>What the worker answers, <c>late</c> where it does not in time, <c>gone</c> where the process ended.</summary>
    public async Task<string> AskAsync(int mutant, TimeSpan patience)
    {
        try
        {
            await process.StandardInput.WriteLineAsync($"{mutant}");
            await process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            return "gone";
        }
        return await ReadAsync(patience);
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private async Task<string> ReadAsync(TimeSpan patience)
    {
        try
        {
            return await process.StandardOutput.ReadLineAsync().WaitAsync(patience) ?? "gone";
        }
        catch (TimeoutException)
        {
            return "late";
        }
    }
}
