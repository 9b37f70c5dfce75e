namespace Harness.Lab.Tests.Access;

/// <summary>
/// A configuration of the matrix, as it is played: its files, and settings that keep a server from losing patience with thousands
/// of sessions, which change no decision.
/// </summary>
internal sealed record MatrixConfiguration(string Name, string Directory, string Text)
{
    private const string Patience = """

        # The matrix: hundreds of refusals a connection are not what is asked about.
        smtpd_error_sleep_time = 0
        smtpd_soft_error_limit = 100000
        smtpd_hard_error_limit = 100000
        smtpd_junk_command_limit = 100000
        smtpd_client_connection_count_limit = 0
        smtpd_client_connection_rate_limit = 0

        """;

    /// <summary>Below <c>fixtures</c>.</summary>
    public static MatrixConfiguration Of(string name)
    {
        string directory = Path.Combine(AppContext.BaseDirectory, "fixtures", name);
        return new MatrixConfiguration(name, directory, File.ReadAllText(Path.Combine(directory, "main.cf")) + Patience);
    }

    /// <summary>The files to load, made in a directory of their own.</summary>
    public ConfigurationFiles Files()
    {
        string place = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"matrix-{Guid.NewGuid():N}");
        System.IO.Directory.CreateDirectory(place);
        foreach (string file in System.IO.Directory.EnumerateFiles(Directory))
        {
            File.Copy(file, Path.Combine(place, Path.GetFileName(file)));
        }

        File.WriteAllText(Path.Combine(place, "main.cf"), Text);
        return ConfigurationFiles.Open(place);
    }

    public override string ToString() => Name;
}
