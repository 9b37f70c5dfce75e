using Harness.Lab.Plays;

namespace Harness.Lab.Tests.Access;

/// <summary>
/// A configuration of the matrix, as it is played: its files, and settings at its end that keep a server from losing patience with
/// thousands of sessions.
/// </summary>
/// <param name="Name">The directory below <c>fixtures</c>, or <c>corpus/</c> and the name of a file of the corpus.</param>
internal sealed record MatrixConfiguration(string Name)
{
    // Filters that the lab lacks are not what is asked about.
    private const string Patience = $"""
        {PatientLimits.Lines}
        smtpd_milters =
        non_smtpd_milters =
        inet_interfaces = all

        """;

    // Of the corpus, those whose tables are files.
    private static readonly string[] _corpus =
    [
        "05-turnsys-relay", "09-mailbot-dupalias", "14-anubis-julia", "19-relay-hon95", "21-docker-mailserver",
        "22-keegan-longlist", "24-ephor-docker", "28-shareplaylearn", "30-samba4-ashlander", "32-open-relay-de",
    ];

    /// <summary>All of them: the guide, those made by hand (<c>fixtures/access</c>), and some of the corpus where it is on this machine.</summary>
    public static IEnumerable<MatrixConfiguration> All =>
    [
        new("guide"),
        new("hardened"),
        .. Directory.EnumerateDirectories(Below("access")).Select(d => new MatrixConfiguration($"access/{Path.GetFileName(d)}")).OrderBy(c => c.Name, StringComparer.Ordinal),
        .. _corpus.Where(Corpus.Files.ContainsKey).Select(c => new MatrixConfiguration($"corpus/{c}")),
    ];

    /// <summary>Where its files are that say what it is asked about besides.</summary>
    public string Extras => Directory.Exists(Tables) ? Tables : Below(Name);

    // Tables that a configuration of the corpus names, and that are not in the corpus.
    private string Tables => Below(Path.Combine("access-tables", Path.GetFileName(Name)));

    /// <summary>The files to load, made in a directory of their own.</summary>
    public ConfigurationFiles Files()
    {
        string place = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"matrix-{Guid.NewGuid():N}");
        if (Corpus.Files.TryGetValue(Path.GetFileName(Name), out string? alone))
        {
            Directory.CreateDirectory(place);
            File.Copy(alone, Path.Combine(place, "main.cf"));
        }

        foreach (string from in new[] { Below(Name), Tables }.Where(Directory.Exists))
        {
            foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            {
                string to = Path.Combine(place, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(file, to);
            }
        }

        File.AppendAllText(Path.Combine(place, "main.cf"), Patience);
        return ConfigurationFiles.Open(place);
    }

    public override string ToString() => Name;

    private static string Below(string name) => Path.Combine(AppContext.BaseDirectory, "fixtures", name);
}
