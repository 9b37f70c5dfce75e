using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Residency;

/// <summary>Lines of lookup tables that stand beside a configuration as text.</summary>
internal static class TableFiles
{
    /// <summary>The values of the tables that a parameter names, each with its line; what is not there as text is left out.</summary>
    public static IEnumerable<(string Value, SettingLine Place)> Of(EffectiveConfiguration server, string parameter, IReadOnlyDictionary<string, string> files)
    {
        foreach (PlacedWord word in server.Parameters.Words(parameter))
        {
            int colon = word.Word.IndexOf(':');
            string path = word.Word[(colon + 1)..];
            if (word.Word.StartsWith("inline:", StringComparison.Ordinal) || files.FirstOrDefault(f => f.Key == path || f.Key.EndsWith("/" + Path.GetFileName(path), StringComparison.Ordinal)) is not { Key: { } file, Value: { } text })
            {
                continue;
            }

            string[] lines = text.ReplaceLineEndings("\n").Split('\n');
            for (int i = 0; i < lines.Length; i++)
            {
                string[] parts = lines[i].Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
                if (parts.Length == 2 && parts[0][0] != '#' && !char.IsWhiteSpace(lines[i][0]))
                {
                    yield return (parts[1].Trim(), new SettingLine(file, i + 1, parameter, lines[i].Trim()));
                }
            }
        }
    }
}
