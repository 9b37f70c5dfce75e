using System.Text;
using Harness.Core.Dns.Lookup;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;
using Harness.Core.Residency;
using Harness.Core.Scenarios;
using Harness.Lab;

namespace Harness.Cli.Verbs.Domains;

/// <summary>Reads a declaration, and what stands in a configuration and around it.</summary>
internal static class ResidencyFiles
{
    private const int Largest = 1024 * 1024;
    private const int MostFiles = 500;

    private static readonly string[] _single = ["resolv.conf", "logrotate.conf", "systemd/journald.conf"];

    /// <summary>Reads the declaration with its file of countries.</summary>
    /// <exception cref="FixtureException">It is none.</exception>
    /// <exception cref="UsageException">A file cannot be read.</exception>
    public static Area Declared(string file)
    {
        var declared = Declaration.Read(BoundedFile.Read(file, Declaration.MaxOctets, "declaration"), file);
        return new Area(declared, declared.CountryFile is { } name ? Countries(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, name)) : null);
    }

    private static CountryFile Countries(string path)
    {
        try
        {
            return ConfinedFolder.Octets(Target(path), (int)CountryFile.MaxOctets) is { } octets
                ? new CountryFile(octets)
                : throw new UsageException($"{path}: larger than {CountryFile.MaxOctets >> 20} MiB; this is not a file of countries");
        }
        catch (FormatException wrong)
        {
            throw new UsageException($"{path}: {wrong.Message}; give a file of countries in MaxMind's format, such as GeoLite2-Country.mmdb");
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path}: cannot be read: {denied.Message}");
        }
    }

    /// <summary>What is held against the declaration.</summary>
    public static ResidencySubject Subject(Area area, ConfigurationFiles? files, PostfixVersion version, string? domain, IDnsLookup dns)
    {
        PostfixRelease release = PostfixRelease.Parse(version.Number)!.Value;
        var audited = files is null ? null : AuditedFiles.Read(files, release);
        return new ResidencySubject(
            area,
            audited is null ? null : EffectiveConfiguration.OfPublicSmtpd(audited.Main, audited.Master, release, audited.Machine),
            files?.Directory is { } folder ? Around(folder) : new Dictionary<string, string>(), domain, dns, null);
    }

    // /etc/postfix stands in /etc; of a copy, etc may stand in it or beside it.
    private static Dictionary<string, string> Around(DirectoryInfo folder)
    {
        string[] places = [folder.FullName, Path.Combine(folder.FullName, "etc"), .. folder.Parent is { } above ? [above.FullName, Path.Combine(above.FullName, "etc")] : Array.Empty<string>()];
        IEnumerable<string> around = places.SelectMany(p => _single.Select(n => Path.Combine(p, n))
            .Concat(Below(Path.Combine(p, "logrotate.d"))).Concat(Below(Path.Combine(p, "systemd", "journald.conf.d"))));
        Dictionary<string, string> texts = [];
        var confined = new ConfinedFolder(folder.FullName);
        foreach (string file in Below(folder.FullName).Concat(around).Distinct().Where(File.Exists).Take(MostFiles))
        {
            if (Text(confined, folder.FullName, file) is { } text)
            {
                texts[Path.GetRelativePath(Environment.CurrentDirectory, file)] = text;
            }
        }

        return texts;
    }

    private static IEnumerable<string> Below(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder).Take(MostFiles).Order(StringComparer.Ordinal)] : [];
        }
        catch (UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string? Text(ConfinedFolder folder, string path, string file)
    {
        try
        {
            string relative = Path.GetRelativePath(path, file);
            // Of the directory that was given, nothing beyond it; of what stands around it, what the system's links lead to.
            FileInfo? found = relative.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? Target(file) : folder.Find(relative);
            return found is { Exists: true, Length: > 0 } && ConfinedFolder.Octets(found, Largest) is { } octets ? Encoding.UTF8.GetString(octets) : null;
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static FileInfo Target(string file) => new FileInfo(file).ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? new FileInfo(file);
}
