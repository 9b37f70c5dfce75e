using System.Text;
using Harness.Core.MailLogs.Counting;
using Harness.Core.MailLogs.Digesting;
using Harness.Core.MailLogs.Reading;

namespace Harness.Core.MailLogs;

/// <summary>
/// Reads mail logs and says what they tell: traditional and RFC 3339 time stamps, gzip, <c>journalctl -o export</c> and <c>-o json</c>. Memory
/// is bounded whatever the log holds.
/// </summary>
/// <param name="top">How many names of each kind a report tells.</param>
/// <param name="clock">The clock of this machine.</param>
public sealed class MailLogReading(int top, TimeProvider clock)
{
    private readonly Digest _digest = new();
    private readonly List<string> _read = [];
    private readonly List<LogReader> _readers = [];
    private readonly QueueTrace? _trace;

    /// <summary>How many octets of log were read, unpacked.</summary>
    public long Octets { get; private set; }

    /// <summary>How many lines were read.</summary>
    public long Lines => _digest.Totals.Lines;

    /// <summary>The queue id of a message whose lines are kept; null for none.</summary>
    /// <exception cref="MailLogException">It is none.</exception>
    public string? Wanted
    {
        init => _trace = value is null ? null : QueueKey.TryParse(Encoding.UTF8.GetBytes(value), out QueueKey key) ? new(key)
            : throw new MailLogException($"{value}: not a queue id; they look like 4jb9lq3KpszFC1g or B6D741AC061");
    }

    /// <summary>The lines of that message, from the client's connection to the end.</summary>
    public IReadOnlyList<string> Traced => _trace?.Lines ?? [];

    /// <summary>Whether it has more lines than were kept.</summary>
    public bool IsTraceCut => _trace?.IsCut ?? false;

    /// <summary>What has been read so far.</summary>
    public MailLogReport Report() => new DigestReport(_digest, top).Of(_read, _readers.Sum(r => r.Cut), _readers.Exists(r => r.HasGuessedYear));

    /// <summary>Reads logs to their ends, the oldest first, as far as their first lines tell; standard input comes last.</summary>
    /// <param name="paths">The files; <c>-</c> is standard input.</param>
    /// <param name="progress">Told now and then.</param>
    /// <param name="cancel">Ends the reading: what was read counts.</param>
    /// <exception cref="MailLogException">One cannot be read, or has no line of Postfix in it.</exception>
    public async Task ReadAsync(IReadOnlyList<string> paths, Action progress, CancellationToken cancel)
    {
        foreach (LogFile file in await LogOrder.OfAsync(paths, clock.GetLocalNow().DateTime, cancel))
        {
            await using Stream stream = file.Open();
            await ReadAsync(file, stream, progress, cancel);
        }
    }

    /// <summary>Reads logs to their ends and then what is written to the last one, until it is cancelled; a file that is rotated is followed by its name.</summary>
    /// <exception cref="MailLogException">One cannot be read.</exception>
    public async Task FollowAsync(IReadOnlyList<string> paths, Action progress, CancellationToken cancel)
    {
        IReadOnlyList<LogFile> files = await LogOrder.OfAsync(paths, clock.GetLocalNow().DateTime, cancel);
        await ReadAsync([.. files.SkipLast(1).Select(f => f.Path)], progress, cancel);
        LogReader reader = Begin(files[^1]);
        await new LogFollower(files[^1], clock).FollowAsync(reader, read => Progress(read, progress), cancel);
    }

    private async Task ReadAsync(LogFile file, Stream stream, Action progress, CancellationToken cancel)
    {
        long lines = Lines, ofPostfix = _digest.OfPostfix;
        LogReader reader = Begin(file);
        await file.ReadAsync(reader, stream, read => Progress(read, progress), cancel);
        reader.End();
        if (Lines > lines && _digest.OfPostfix == ofPostfix)
            throw new MailLogException($"{file.Path}: {Lines - lines} lines, and none of Postfix; is it a mail log?");
    }

    private LogReader Begin(LogFile file)
    {
        var reader = new LogReader(_trace is null ? _digest : new BothListeners(_digest, _trace), file.Written);
        _read.Add(file.Path);
        _readers.Add(reader);
        return reader;
    }

    private void Progress(int read, Action progress)
    {
        Octets += read;
        progress();
    }
}
