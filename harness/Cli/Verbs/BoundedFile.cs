using System.Text;

namespace Harness.Cli.Verbs;

/// <summary>A text file of the caller's, up to a size.</summary>
internal static class BoundedFile
{
    /// <summary>Reads it; a mark of byte order is left out.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">The largest that is read, in octets.</param>
    /// <param name="what">What it is meant to be, as in "run record".</param>
    /// <exception cref="UsageException">It cannot be read, or is larger.</exception>
    public static string Read(string path, long most, string what)
    {
        // What the runtime says of these two a reader would have to guess at.
        if (Directory.Exists(path))
            throw new UsageException($"{path}: a directory; give a file, which is a {what}");
        if (path.Length > 0 && !Path.Exists(path))
            throw new UsageException($"{path}: no such file; give a {what}");
        try
        {
            using FileStream file = File.OpenRead(path);
            if (file.CanSeek && file.Length > most)
                throw TooLarge(path, most, what);
            using var octets = new MemoryStream();
            byte[] part = new byte[1 << 16];
            // A device has no length and no end: the bound is on what is read.
            for (int read; (read = file.Read(part)) > 0;)
            {
                octets.Write(part, 0, read);
                if (octets.Length > most)
                    throw TooLarge(path, most, what);
            }
            return Encoding.UTF8.GetString(octets.GetBuffer(), 0, (int)octets.Length).TrimStart('\uFEFF');
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{path}: cannot be read: {denied.Message}");
        }
    }

    private static UsageException TooLarge(string path, long most, string what) => new($"{path}: larger than {most >> 20} MiB; this is not a {what}");
}
