using System.IO.Compression;

namespace Harness.Core.MailLogs.Reading;

/// <summary>A log on the disk, or on standard input; what is compressed with gzip(1) is unpacked while it is read.</summary>
/// <param name="Path">The file as the caller named it; <c>-</c> is standard input.</param>
/// <param name="Written">When it was last written, by this machine's clock.</param>
internal sealed record LogFile(string Path, DateTime Written)
{
    private const int Part = 256 * 1024;

    /// <summary>Whether it is standard input.</summary>
    public bool IsInput => Path == "-";

    /// <summary>Looks at a file.</summary>
    /// <exception cref="MailLogException">There is none.</exception>
    public static LogFile Of(string path, DateTime now)
    {
        if (path == "-")
            return new(path, now);
        if (Directory.Exists(path))
            throw new MailLogException($"{path}: a directory; name the log files themselves, such as {System.IO.Path.Combine(path, "mail.log")}");
        if (!File.Exists(path))
            throw new MailLogException($"{path}: no such file");
        return new(path, File.GetLastWriteTime(path));
    }

    /// <summary>Opens it for reading, beside whoever writes it.</summary>
    /// <exception cref="MailLogException">It cannot be opened.</exception>
    public Stream Open()
    {
        try
        {
            return IsInput ? Console.OpenStandardInput() : new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new MailLogException($"{Path}: cannot be read: {denied.Message}");
        }
    }

    /// <summary>Reads all of it.</summary>
    /// <param name="reader">Takes the octets.</param>
    /// <param name="stream">The open file; the caller closes it.</param>
    /// <param name="progress">Told how many octets of the log have been read, unpacked.</param>
    /// <param name="cancel">Gives up between two parts.</param>
    /// <exception cref="MailLogException">It cannot be read further.</exception>
    public async Task ReadAsync(LogReader reader, Stream stream, Action<int> progress, CancellationToken cancel)
    {
        byte[] part = new byte[Part];
        long all = 0;
        try
        {
            int read = await NextAsync(stream, part, cancel);
            if (read == 1)
                read += await NextAsync(stream, part.AsMemory(1), cancel);
            // RFC 1952 §2.3.1. Whatever is unpacked is looked at and forgotten: a bomb costs time and no memory.
            bool isPacked = read >= 2 && part[0] == 0x1f && part[1] == 0x8b;
            await using Stream source = isPacked ? new GZipStream(new Rejoined(part[..read], stream), CompressionMode.Decompress) : Stream.Null;
            read = isPacked ? await NextAsync(source, part, cancel) : read;
            for (; read > 0; read = await NextAsync(isPacked ? source : stream, part, cancel))
            {
                all += read;
                reader.Feed(part.AsSpan(0, read));
                progress(read);
            }
        }
        catch (InvalidDataException damaged)
        {
            throw new MailLogException($"{Path}: damaged gzip data after {all} octets of log: {damaged.Message}");
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new MailLogException($"{Path}: cannot be read after {all} octets: {denied.Message}");
        }
    }

    // A pipe that nobody writes to cannot be cancelled: it is left waiting.
    private async ValueTask<int> NextAsync(Stream stream, Memory<byte> part, CancellationToken cancel)
        => IsInput ? await stream.ReadAsync(part, cancel).AsTask().WaitAsync(cancel) : await stream.ReadAsync(part, cancel);
}
