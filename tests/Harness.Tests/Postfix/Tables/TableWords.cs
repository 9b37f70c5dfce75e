using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;

namespace Harness.Tests.Postfix.Tables;

/// <summary>Tables and lists for tests, their files in memory.</summary>
internal sealed class TableWords : ITableFiles
{
    public static readonly SettingLine Place = new("main.cf", 7, "smtpd_client_restrictions", "");

    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    /// <summary>Adds a file of /etc/postfix.</summary>
    public TableWords With(string name, string text)
    {
        _files[$"/etc/postfix/{name}"] = text;
        return this;
    }

    public TableFile Read(string path) => _files.TryGetValue(path, out string? text) ? new(TableFileStatus.Present, text)
        : path.StartsWith("/etc/postfix/", StringComparison.Ordinal) ? TableFile.Absent : TableFile.Unknown;

    public TableOpener Opener(string release = "3.7", params string[] users) =>
        new(this, PostfixRelease.Parse(release)!.Value, users.Length == 0 ? null : users);

    public LookupTable Open(string word, string release = "3.7") => Opener(release).Open(new(word, Place));

    public static PlacedWord[] Words(string list) => [.. list.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => new PlacedWord(w, Place))];

    public static MapList List(params LookupTable[] tables) => new(tables);
}
