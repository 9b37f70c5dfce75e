using Harness.Core.Dns.Lookup;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Residency;
using Harness.Core.Scenarios;
using Harness.Lab;

namespace Harness.Cli.Verbs.Domains;

/// <summary>Reads a declaration, and what stands in a configuration and around it.</summary>
internal static class ResidencyFiles
{
    private const long Largest = 1024 * 1024;
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
            return new FileInfo(path).Length <= CountryFile.MaxOctets
                ? new CountryFile(File.ReadAllBytes(path))
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
        foreach (string file in Below(folder.FullName).Concat(around).Distinct().Where(File.Exists).Take(MostFiles))
        {
            if (Text(file) is { } text)
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

    private static string? Text(string file)
    {
        try
        {
            var info = new FileInfo(file);
            // A pipe or a device has no end.
            return info.Attributes.HasFlag(FileAttributes.Device) || info.Length is 0 or > Largest ? null : File.ReadAllText(file);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
