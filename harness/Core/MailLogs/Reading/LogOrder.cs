namespace Harness.Core.MailLogs.Reading;

/// <summary>
/// Puts logs in the order of time, whatever the order in which they were named: <c>mail.log*</c> names the newest first. A client that was
/// refused and later delivered is only seen that way.
/// </summary>
internal static class LogOrder
{
    private const int MostLooked = 256;

    /// <summary>The logs by the time of their first line that has one; those without, and standard input, come last.</summary>
    /// <exception cref="MailLogException">One cannot be read, or is named twice.</exception>
    public static async Task<IReadOnlyList<LogFile>> OfAsync(IReadOnlyList<string> paths, DateTime now, CancellationToken cancel)
    {
        if (paths.GroupBy(p => p == "-" ? p : Path.GetFullPath(p)).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new MailLogException($"{twice.First()}: named twice; it would be counted twice");
        LogFile[] files = [.. paths.Select(p => LogFile.Of(p, now))];
        if (files.Length < 2)
            return files;
        var order = new List<(LogFile File, long Time)>();
        foreach (LogFile file in files)
            order.Add((file, file.IsInput ? long.MaxValue : await FirstAsync(file, cancel) ?? long.MaxValue - 1));
        return [.. order.OrderBy(o => o.Time).Select(o => o.File)];
    }

    private static async Task<long?> FirstAsync(LogFile file, CancellationToken cancel)
    {
        var first = new FirstTime();
        var reader = new LogReader(first, file.Written);
        await using Stream stream = file.Open();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        try
        {
            await file.ReadAsync(reader, stream, _ =>
            {
                if (first.IsEnough)
                    enough.Cancel();
            }, enough.Token);
            reader.End();
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // The first part was enough.
        }
        return first.Time;
    }

    private sealed class FirstTime : ILogListener
    {
        private int _looked;

        public long? Time { get; private set; }

        public bool IsEnough => Time is not null || _looked > MostLooked;

        public void Take(in LoggedLine line)
        {
            _looked++;
            Time ??= line.Time;
        }

        public void Unreadable() => _looked++;
    }
}
