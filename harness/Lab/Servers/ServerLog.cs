using Harness.Core.Smtp;
using Harness.Lab.Logs;

namespace Harness.Lab.Servers;

/// <summary>What a server writes to its log, the newest lines of it.</summary>
public sealed class ServerLog
{
    private const int MostLines = 20_000;
    private const int MostOfALine = 2_000;

    private readonly Signal _signal = new();
    private readonly Queue<string> _lines = new();

    /// <summary>The lines so far, escaped.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_signal.Gate)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>Waits for a line that contains all of these texts.</summary>
    /// <returns>The line, or null when none came in time.</returns>
    public async Task<string?> LineAsync(TimeSpan atMost, CancellationToken cancel, params string[] texts)
    {
        string? found = null;
        await _signal.UntilAsync(
            () => (found = _lines.FirstOrDefault(l => texts.All(t => l.Contains(t, StringComparison.Ordinal)))) is not null, atMost, cancel);
        return found;
    }

    /// <summary>Takes a line of the container's output.</summary>
    internal void Take(string line)
    {
        lock (_signal.Gate)
        {
            if (_lines.Count == MostLines)
            {
                _lines.Dequeue();
            }

            _lines.Enqueue(Visible.Escape(line[..Math.Min(line.Length, MostOfALine)]));
            _signal.Changed();
        }
    }
}
