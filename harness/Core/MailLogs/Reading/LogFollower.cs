using System.Globalization;

namespace Harness.Core.MailLogs.Reading;

/// <summary>Reads a log to its end and then what is written to it, like <c>tail -F</c>: when the file is rotated, the new one of its name is read on.</summary>
/// <param name="file">The log; standard input is read to its end.</param>
/// <param name="clock">The clock that says when to look again.</param>
internal sealed class LogFollower(LogFile file, TimeProvider clock)
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Reads until it is cancelled, and then returns.</summary>
    /// <param name="reader">Takes the octets.</param>
    /// <param name="progress">Told how many octets came; 0 when nothing did.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="MailLogException">The file cannot be read.</exception>
    public async Task FollowAsync(LogReader reader, Action<int> progress, CancellationToken cancel)
    {
        try
        {
            if (file.IsInput)
            {
                await using Stream input = file.Open();
                await file.ReadAsync(reader, input, progress, cancel);
                return;
            }
            byte[] part = new byte[256 * 1024];
            while (true)
            {
                await using Stream stream = file.Open();
                await ReadAsync(stream, reader, part, progress, cancel);
                while (!File.Exists(file.Path))
                    await PauseAsync(progress, cancel);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // As wanted.
        }
        finally
        {
            reader.End();
        }
    }

    // Until another file has the name, and this one has been read to its end.
    private async Task ReadAsync(Stream stream, LogReader reader, byte[] part, Action<int> progress, CancellationToken cancel)
    {
        while (true)
        {
            bool isRotated = IsRotated(stream);
            if (stream.CanSeek && stream.Length < stream.Position)
                stream.Position = 0; // copytruncate (logrotate(8))
            int read = await stream.ReadAsync(part, cancel);
            if (read > 0)
            {
                reader.Feed(part.AsSpan(0, read));
                progress(read);
            }
            else if (isRotated)
            {
                return;
            }
            else
            {
                await PauseAsync(progress, cancel);
            }
        }
    }

    private async Task PauseAsync(Action<int> progress, CancellationToken cancel)
    {
        progress(0);
        await Task.Delay(_pause, clock, cancel);
    }

    // The kernel knows the name that the open file has by now (proc(5)).
    private bool IsRotated(Stream stream)
    {
        if (stream is not FileStream open)
            return false;
        string handle = open.SafeFileHandle.DangerousGetHandle().ToString(CultureInfo.InvariantCulture);
        string? name = new FileInfo($"/proc/self/fd/{handle}").LinkTarget;
        return name is not null && name != Real(file.Path);
    }

    private static string Real(string path)
    {
        string full = Path.GetFullPath(path);
        string target = File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        string? folder = Path.GetDirectoryName(target);
        return folder is null || new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true) is not { } real ? target : Path.Combine(real.FullName, Path.GetFileName(target));
    }
}
