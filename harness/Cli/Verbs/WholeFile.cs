namespace Harness.Cli.Verbs;

/// <summary>Writes a file whole or not at all: what a full disk or Ctrl-C leaves of a report must not be taken for one.</summary>
internal static class WholeFile
{
    /// <summary>Writes it, in the place of one that is there.</summary>
    /// <exception cref="UsageException">It cannot be written; what was there before still is.</exception>
    public static async Task WriteAsync(string file, string text, CancellationToken cancel)
    {
        string? part = null;
        try
        {
            // What is no regular file, such as /dev/stdout, or a link, stays what it is.
            var there = new FileInfo(file);
            if (there.LinkTarget is not null || (there.Exists && there.Length == 0))
            {
                await File.WriteAllTextAsync(file, text, cancel);
                return;
            }

            part = $"{file}.{Guid.NewGuid():N}.part";
            await File.WriteAllTextAsync(part, text, cancel);
            if (there.Exists && !OperatingSystem.IsWindows())
                File.SetUnixFileMode(part, there.UnixFileMode);
            File.Move(part, file, overwrite: true);
        }
        catch (Exception denied)
        {
            if (part is not null)
                File.Delete(part);
            if (denied is IOException or UnauthorizedAccessException)
                throw new UsageException($"{file}: cannot be written: {denied.Message}");
            throw;
        }
    }
}
