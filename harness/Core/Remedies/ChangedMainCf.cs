using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Remedies;

/// <summary>A main.cf with some parameters set otherwise, as an administrator does it.</summary>
internal static class ChangedMainCf
{
    /// <summary>Each parameter takes the place of the setting in force; what was not set comes first.</summary>
    public static MainCf Of(MainCf main, IReadOnlyDictionary<string, string> changes)
    {
        var lines = new SortedDictionary<int, string>();
        foreach ((int number, string text) in main.Settings.SelectMany(s => s.Lines))
            lines[number] = text;
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
                lines.Remove(number);
            lines[setting.Line] = line;
        }

        return MainCf.Parse(string.Join('\n', added.Concat(lines.Values)), main.FileName);
    }
}
