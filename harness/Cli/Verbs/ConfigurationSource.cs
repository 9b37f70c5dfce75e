using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.Globalization;
using Harness.Core.Verdicts.Behaviour.Records;
using Harness.Lab;

namespace Harness.Cli.Verbs;

/// <summary>
/// A configuration by what the caller said: a directory, a main.cf, a behaviour record that has one in it, or <c>REVISION:path</c> of the
/// git repository at hand.
/// </summary>
internal static class ConfigurationSource
{
    private const long Largest = 64 * 1024 * 1024;

    /// <summary>Opens it.</summary>
    /// <param name="given">What the caller said; it stays the name.</param>
    /// <exception cref="UsageException">There is no such revision, or no such path in it.</exception>
    /// <exception cref="ConfigurationRefusedException">There is no main.cf, or Postfix would not read it.</exception>
    public static ConfigurationFiles Open(string given)
    {
        if (Recording.Find(given) is { } recorded)
            return recorded.Behaviour is { } behaviour ? Open(behaviour, given) : throw new UsageException($"{given}: the record of a run, which has no configuration to open; give a directory or a main.cf");
        if (Directory.Exists(given) || File.Exists(given) || given.IndexOf(':', StringComparison.Ordinal) is not (> 0 and var colon) || given.StartsWith('-'))
            return ConfigurationFiles.Open(given);
        string place = NewPlace();
        string tree = given.EndsWith('/') && given.Length > colon + 2 ? given[..^1] : given;
        if (Git(given, "cat-file", "-t", tree).Trim() == "tree")
            Extract(given, tree, place);
        else
            File.WriteAllText(Path.Combine(place, "main.cf"), Blob(given, tree));
        return ConfigurationFiles.Open(place) with { Given = given };
    }

    /// <summary>Opens the configuration of a record.</summary>
    public static ConfigurationFiles Open(BehaviourRecord record, string given)
    {
        string place = NewPlace();
        foreach (RecordedFile file in record.Files)
        {
            string path = Path.Combine(place, file.Path);
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, file.Text);
            }
            catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
            {
                // A name longer than names are, or of a file that is a directory as well.
                throw new UsageException($"{given}: the file {file.Path} cannot be laid down: {wrong.Message}; record it again");
            }
        }
        return ConfigurationFiles.Open(place) with { Given = given };
    }

    /// <summary>The text of <c>REVISION:path</c>; null for what is no file of a revision.</summary>
    public static string? FileOf(string given)
    {
        if (given.IndexOf(':', StringComparison.Ordinal) <= 0 || given.StartsWith('-') || given.EndsWith('/'))
            return null;
        return Git(given, "cat-file", "-t", given).Trim() == "blob" ? Blob(given, given) : null;
    }

    private static string NewPlace()
    {
        // Nobody else may look into it: configurations have passwords.
        string place = Directory.CreateTempSubdirectory("smtp-harness-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Remove(place);
        return place;
    }

    private static void Extract(string given, string tree, string place)
    {
        using Process git = Start("archive", "--format=tar", tree);
        using (var tar = new TarReader(git.StandardOutput.BaseStream))
        {
            long octets = 0;
            while (tar.GetNextEntry() is { } entry)
            {
                string file = Path.GetFullPath(Path.Combine(place, entry.Name));
                if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || !file.StartsWith(place + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                    continue;
                if ((octets += entry.Length) > Largest)
                    throw new UsageException($"{given}: larger than {Largest >> 20} MiB; name the directory of the configuration alone");
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                entry.ExtractToFile(file, overwrite: true);
            }
        }
        git.WaitForExit();
    }

    private static string Blob(string given, string name)
        => long.Parse(Git(given, "cat-file", "-s", name), CultureInfo.InvariantCulture) <= Largest ? Git(given, "cat-file", "blob", name)
            : throw new UsageException($"{given}: larger than {Largest >> 20} MiB; this is not a main.cf");

    private static string Git(string given, params string[] arguments)
    {
        using Process git = Start(arguments);
        Task<string> complaint = git.StandardError.ReadToEndAsync();
        string output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return git.ExitCode == 0 ? output
            : throw new UsageException($"{given}: no such file or directory, and git says: {complaint.Result.Trim().ReplaceLineEndings(" ")}; give a directory, a main.cf or REVISION:path");
    }

    private static Process Start(params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (Win32Exception missing)
        {
            throw new UsageException($"git cannot be run: {missing.Message}; give a directory or a main.cf instead of a revision");
        }
    }

    private static void Remove(string place)
    {
        try
        {
            Directory.Delete(place, recursive: true);
        }
        catch (IOException)
        {
            // A file that somebody looks at is left to the system's own sweep.
        }
    }
}
