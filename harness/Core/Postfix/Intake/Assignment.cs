using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Intake;

/// <summary>A parameter that main.cf, or a <c>-o</c> of master.cf, sets, and whose value can be changed in its place.</summary>
internal sealed class Assignment(EditedText text, string file, string name, int line, IReadOnlyList<Span> stretches)
{
    private readonly Word[] _words = [.. WordSplitter.Split(text, stretches)];

    /// <summary>The parameter.</summary>
    public string Name { get; } = name;

    /// <summary>The words of its value.</summary>
    public IReadOnlyList<Word> Words => _words;

    /// <summary>Where it is set.</summary>
    public int Line { get; } = line;

    /// <summary>The value as it stands in the file, lines joined.</summary>
    public string Raw { get; } = string.Concat(stretches.Select(s => text.Line(s.Line).Substring(s.Start, s.Length))).Trim(Blanks.All);

    /// <summary>Where a word of it stands.</summary>
    public string PlaceOf(Word word) => $"{file}:{word.Line}";

    /// <summary>Where it stands.</summary>
    public string Place => $"{file}:{Line}";

    /// <summary>The word as it is now.</summary>
    public string Now(Word word) => text.Now(word);

    /// <summary>Puts something in the place of one word.</summary>
    public void Replace(Word word, string by) => text.Replace(word, by);

    /// <summary>Puts something in the place of the whole value.</summary>
    public void ReplaceAll(string by)
    {
        if (_words.Length == 0)
        {
            text.Replace(new Word("", [new Span(stretches[0].Line, stretches[0].Start + stretches[0].Length, 0)]), by);
            return;
        }
        text.Replace(_words[0], by);
        foreach (var word in _words.Skip(1))
            text.Replace(word, "");
        // A comma that is left behind would be a word where no list is expected.
        foreach (var stretch in stretches)
            BlankCommas(stretch);
    }

    private void BlankCommas(Span stretch)
    {
        var line = text.Line(stretch.Line);
        for (var i = stretch.Start; i < stretch.Start + stretch.Length; i++)
        {
            if (line[i] == ',' && !_words.Any(w => w.Spans.Any(s => s.Line == stretch.Line && s.Start <= i && i < s.Start + s.Length)))
                text.Replace(new Word(",", [new Span(stretch.Line, i, 1)]), "");
        }
    }
}
