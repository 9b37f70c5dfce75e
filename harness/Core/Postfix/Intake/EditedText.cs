using System.Text;

namespace Harness.Core.Postfix.Intake;

/// <summary>A text of which words are replaced in their place, so that every line keeps its number.</summary>
internal sealed class EditedText(string text)
{
    private readonly string[] _lines = text.Split('\n');
    private readonly List<(Word Word, string By)> _edits = [];

    /// <summary>A line without its line end, counted from 1.</summary>
    public string Line(int number) => _lines[number - 1].TrimEnd('\r');

    /// <summary>Puts something in the place of a word; what spans lines leaves the others empty.</summary>
    public void Replace(Word word, string by)
    {
        _edits.RemoveAll(e => e.Word.Spans[0].Line == word.Spans[0].Line && e.Word.Spans[0].Start == word.Spans[0].Start);
        _edits.Add((word, by));
    }

    /// <summary>What stands there now, where the word was replaced already.</summary>
    public string Now(Word word)
        => _edits.Where(e => e.Word.Spans[0] == word.Spans[0]).Select(e => e.By).FirstOrDefault() ?? word.Text;

    /// <summary>The text as it is now.</summary>
    public override string ToString()
    {
        var lines = _lines.Select(l => new StringBuilder(l)).ToArray();
        var spans = _edits.SelectMany(e => e.Word.Spans.Select((s, i) => (Span: s, By: i == 0 ? e.By : "")));
        foreach (var (span, by) in spans.OrderByDescending(s => s.Span.Start))
            lines[span.Line - 1].Remove(span.Start, span.Length).Insert(span.Start, by);
        return string.Join('\n', lines.Select(l => l.ToString()));
    }
}

/// <summary>A word of a list, with its place or places: a <c>{ … }</c> group is one word and may span lines.</summary>
internal sealed record Word(string Text, IReadOnlyList<Span> Spans)
{
    public int Line => Spans[0].Line;
}

/// <summary>A stretch of a physical line.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Start">Counted from 0.</param>
/// <param name="Length">In characters.</param>
internal readonly record struct Span(int Line, int Start, int Length);
