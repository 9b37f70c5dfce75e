using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Intake;

/// <summary>An entry of master.cf as far as the lab has to change it (master(5)).</summary>
internal sealed record MasterService(Word Name, string Type, string Command, IReadOnlyList<Word> Arguments, EditedText Text)
{
    private const int Columns = 8;

    /// <summary>The entries of a master.cf; a line with too few columns is left to Postfix's own complaint.</summary>
    public static IEnumerable<MasterService> Read(string text)
    {
        var edited = new EditedText(text);
        foreach (var logical in LogicalLine.Read(text))
        {
            Word[] words = [.. WordSplitter.Split(edited, logical.Lines.Select(l => new Span(l.Line, 0, l.Text.Length)), commas: false)];
            if (words.Length >= Columns)
                yield return new MasterService(words[0], words[1].Text, words[Columns - 1].Text, words[Columns..], edited);
        }
    }

    /// <summary>What its <c>-o</c> set: <c>-o name=value</c>, <c>-oname=value</c>, or <c>-o { name = value }</c>.</summary>
    public IEnumerable<Assignment> Options(string file)
    {
        for (var i = 0; i < Arguments.Count; i++)
        {
            var word = Arguments[i];
            if (word.Text == "-o" && i + 1 < Arguments.Count)
                word = Arguments[++i];
            else if (word.Text.StartsWith("-o", StringComparison.Ordinal) && word.Text.Length > 2)
                word = word with { Text = word.Text[2..], Spans = [new Span(word.Line, word.Spans[0].Start + 2, word.Spans[0].Length - 2), .. word.Spans.Skip(1)] };
            else
                continue;
            if (Option(word, file) is { } option)
                yield return option;
        }
    }

    private Assignment? Option(Word word, string file)
    {
        var isGroup = word.Text.StartsWith('{');
        var first = word.Spans[0];
        var line = Text.Line(first.Line).Substring(first.Start, first.Length);
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
            return null;
        var name = line[..equals].Trim('{', ' ', '\t');
        Span[] value = [new Span(first.Line, first.Start + equals + 1, first.Length - equals - 1), .. word.Spans.Skip(1)];
        if (isGroup && word.Text.EndsWith('}'))
            value[^1] = value[^1] with { Length = value[^1].Length - 1 };
        return new Assignment(Text, file, name, first.Line, value);
    }
}
