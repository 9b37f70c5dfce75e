using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Remedies;

/// <summary>A main.cf with some parameters set otherwise, as an administrator does it.</summary>
internal static class ChangedMainCf
{
    /// <summary>Each parameter takes the place of the setting in force; what was not set comes first.</summary>
    public static MainCf Of(MainCf main, IReadOnlyDictionary<string, string> changes)
    {
        int last = main.Settings.SelectMany(s => s.Lines).Select(l => l.Line).DefaultIfEmpty(0).Max();
        string[] lines = [.. Enumerable.Repeat("", last)];
        foreach ((int number, string text) in main.Settings.SelectMany(s => s.Lines))
            lines[number - 1] = text;
        var added = new List<string>();
        foreach ((string parameter, string value) in changes)
        {
            string line = $"{parameter} = {value}";
            if (main.Find(parameter) is not { } setting)
            {
                added.Add(line);
                continue;
            }

            foreach ((int number, _) in setting.Lines)
                lines[number - 1] = "";
            lines[setting.Line - 1] = line;
        }

        return MainCf.Parse(string.Join('\n', added.Concat(lines)), main.FileName);
    }
}
