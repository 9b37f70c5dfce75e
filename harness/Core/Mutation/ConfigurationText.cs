using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Mutation;

/// <summary>A main.cf as text and as settings, with the place of every word, so that it can be changed where it stands.</summary>
internal sealed class ConfigurationText
{
    private readonly int[] _lineStarts;

    /// <summary>Reads a main.cf.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="fileName">The name under which lines are shown.</param>
    public ConfigurationText(string text, string fileName)
    {
        Text = text;
        MainCf = MainCf.Parse(text, fileName);
        _lineStarts = [0, .. Enumerable.Range(0, text.Length).Where(i => text[i] == '\n').Select(i => i + 1)];
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>The settings.</summary>
    public MainCf MainCf { get; }

    /// <summary>The settings in force, in the order of the file.</summary>
    public IEnumerable<MainCfSetting> InForce => MainCf.Settings.Where(s => ReferenceEquals(MainCf.Find(s.Name), s));

    /// <summary>The settings in force that hold restrictions: the smtpd lists, and the classes that they may name.</summary>
    public IEnumerable<MainCfSetting> RestrictionLists
    {
        get
        {
            HashSet<string> classes = [.. MainCf.Items("smtpd_restriction_classes").Select(i => i.Word)];
            return InForce.Where(s => RestrictionNames.Lists.Contains(s.Name) || classes.Contains(s.Name));
        }
    }

    /// <summary>The words of a setting's value, split as Postfix splits a list (mystrtokq in src/util/mystrtok.c).</summary>
    public IReadOnlyList<Word> Words(MainCfSetting setting)
    {
        List<Word> words = [];
        int start = -1, line = 0, depth = 0, last = 0;
        foreach ((int number, int from, int to) in Stretches(setting))
        {
            for (int i = from; i < to; i++)
            {
                char c = Text[i];
                if (depth == 0 && c is ',' or ' ' or '\t' or '\r')
                {
                    Close(i);
                    continue;
                }

                (start, line) = start < 0 ? (i, number) : (start, line);
                depth += c == '{' ? 1 : c == '}' && depth > 0 ? -1 : 0;
                last = i + 1;
            }

            // The continuation begins with a blank, which ends a word unless a group is open.
            if (depth == 0)
            {
                Close(to);
            }
        }

        Close(last);
        return words;

        void Close(int end)
        {
            if (start >= 0)
            {
                words.Add(new Word(Text[start..end].TrimEnd(), start, end, line));
            }

            start = -1;
        }
    }

    /// <summary>The restrictions of a list.</summary>
    public IReadOnlyList<RestrictionEntry> Entries(MainCfSetting setting) => RestrictionEntry.Of(Words(setting));

    /// <summary>Where a setting's value stands: from after the equals sign to its last visible character.</summary>
    public (int Start, int End) Value(MainCfSetting setting)
    {
        (int Number, int From, int To)[] stretches = [.. Stretches(setting)];
        int start = stretches[0].From, end = stretches[^1].To;
        while (end > start && char.IsWhiteSpace(Text[end - 1]))
        {
            end--;
        }

        while (start < end && char.IsWhiteSpace(Text[start]))
        {
            start++;
        }

        return (start, end);
    }

    /// <summary>Where a physical line stands, its line end included.</summary>
    public (int Start, int End) Line(int number)
        => (_lineStarts[number - 1], number < _lineStarts.Length ? _lineStarts[number] : Text.Length);

    /// <summary>A line of a setting, to show.</summary>
    public SettingLine Place(MainCfSetting setting, int line) => new(MainCf.FileName, line, setting.Name, setting.TextOf(line));

    /// <summary>Takes a stretch of a list out, with the separators that came with it, and the whole line where nothing else is on it.</summary>
    public Edit Without(int start, int end)
    {
        int lineStart = Text.LastIndexOf('\n', Math.Max(0, start - 1)) + 1;
        int after = end;
        while (after < Text.Length && Text[after] is ',' or ' ' or '\t' or '\r')
        {
            after++;
        }

        bool isLastOnLine = after == Text.Length || Text[after] == '\n';
        if (start == 0 || !isLastOnLine)
        {
            return new Edit(start, after, "");
        }

        if (string.IsNullOrWhiteSpace(Text[lineStart..start]))
        {
            return new Edit(lineStart, Math.Min(Text.Length, after + 1), "");
        }

        int before = start;
        while (before > lineStart && Text[before - 1] is ',' or ' ' or '\t')
        {
            before--;
        }

        return new Edit(before, after, "");
    }

    private IEnumerable<(int Number, int From, int To)> Stretches(MainCfSetting setting)
    {
        for (int i = 0; i < setting.Lines.Count; i++)
        {
            (int number, string text) = setting.Lines[i];
            int start = _lineStarts[number - 1];
            yield return (number, i == 0 ? start + text.IndexOf('=', StringComparison.Ordinal) + 1 : start, start + text.Length);
        }
    }
}
