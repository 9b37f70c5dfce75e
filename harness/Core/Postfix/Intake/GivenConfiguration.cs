using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Intake;

/// <summary>What the user gave: a directory, or a main.cf alone.</summary>
/// <param name="MainCf">main.cf, parsed.</param>
/// <param name="MainCfText">Its text.</param>
/// <param name="MasterCfText">The text of master.cf, or null.</param>
/// <param name="Paths">The files of the directory, relative, with slashes; none for a main.cf alone.</param>
/// <param name="Read">The text of one of them; null when it is too large or cannot be read.</param>
public sealed record GivenConfiguration(
    MainCf MainCf, string MainCfText, string? MasterCfText, IReadOnlySet<string> Paths, Func<string, string?> Read)
{
    /// <summary>
    /// The given file that stands for an absolute path: by what follows the last <c>/postfix/</c>, by the whole path below the
    /// directory, or by its bare name.
    /// </summary>
    /// <returns>Its relative path, or null.</returns>
    public string? Find(string path)
    {
        const string Own = "/postfix/";
        var own = path.LastIndexOf(Own, StringComparison.Ordinal);
        string?[] candidates = [own < 0 ? null : path[(own + Own.Length)..], path.TrimStart('/'), path[(path.LastIndexOf('/') + 1)..]];
        return candidates.FirstOrDefault(c => c is { Length: > 0 } && Paths.Contains(c));
    }
}
