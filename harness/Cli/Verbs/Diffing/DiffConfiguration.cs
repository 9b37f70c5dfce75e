using Harness.Core.Postfix.Access.Matrix.Derived;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;
using Harness.Core.Verdicts.Behaviour;
using Harness.Lab;

namespace Harness.Cli.Verbs.Diffing;

/// <summary>A configuration on a Postfix, to be compared.</summary>
/// <param name="Files">Its files.</param>
/// <param name="Version">The Postfix.</param>
/// <param name="Source">What sessions are derived from.</param>
internal sealed record DiffConfiguration(ConfigurationFiles Files, PostfixVersion Version, MatrixSource Source)
{
    private const string ServerFolder = "/etc/postfix";

    /// <summary>As reports name it.</summary>
    public BehaviourSide Side => new(Files.Given, Version.Number);

    /// <summary>Reads it.</summary>
    /// <exception cref="UsageException">Something of it cannot be read.</exception>
    public static DiffConfiguration Of(ConfigurationFiles files, PostfixVersion version)
    {
        PostfixRelease release = PostfixRelease.Parse(version.Number)!.Value;
        ServiceParameters parameters = EffectiveConfiguration.OfPublicSmtpd(
            files.MainCf, MasterFile.Of(files), release, MachineFacts.Named(Environment.MachineName)).Parameters;
        string folder = files.Directory?.FullName ?? Path.GetDirectoryName(Path.GetFullPath(files.Given))!;
        return new(files, version, new(parameters, new TableOpener(new AssumedFiles(new MappedFolders((ServerFolder, folder))), release, [.. DerivedMatrix.Accounts])));
    }

    /// <summary>Settings whose values differ, each with the line where it is now.</summary>
    public static IReadOnlyList<string> Differing(DiffConfiguration before, DiffConfiguration after)
        =>
        [
            .. before.Files.MainCf.Settings.Concat(after.Files.MainCf.Settings).Select(s => s.Name).Concat(Defaults(before, after)).Distinct().Order(StringComparer.Ordinal)
                .Where(n => !n.EndsWith("compatibility_level", StringComparison.Ordinal))
                .Select(n => (Name: n, Old: before.Source.Parameters.Find(n), New: after.Source.Parameters.Find(n)))
                .Where(p => !Words(p.Old).SequenceEqual(Words(p.New)))
                .Select(p => p.New is { IsSet: true, Place: var place } ? $"{p.Name} ({Path.GetFileName(place.File)}:{place.Line})"
                    : p.Old is { IsSet: true } ? $"{p.Name} (not set any more)" : $"{p.Name} (another default)"),
        ];

    // What two versions have both, and may come to another value in.
    private static IEnumerable<string> Defaults(DiffConfiguration before, DiffConfiguration after)
        => before.Version == after.Version ? []
            : before.Source.Parameters.Names.Intersect(after.Source.Parameters.Names).Where(n => n.StartsWith("smtpd_", StringComparison.Ordinal));

    private static IEnumerable<string> Words(ParameterValue? value)
    {
        IEnumerable<string> words = value?.Words.Select(w => w.Word.ToLowerInvariant()) ?? [];
        return value is { Name: "mydestination" or "relay_domains" or "virtual_alias_domains" or "virtual_mailbox_domains" } ? words.Order(StringComparer.Ordinal) : words;
    }
}
