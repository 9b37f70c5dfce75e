using System.Text;

namespace Harness.Core.Postfix.Intake;

/// <summary>Splits stretches of lines at commas and white space, groups kept whole (mystrtokq in src/util/mystrtok.c).</summary>
internal static class WordSplitter
{
    /// <summary>The words of consecutive stretches; a word goes on in the next stretch only within braces.</summary>
    public static IEnumerable<Word> Split(EditedText text, IEnumerable<Span> stretches, bool commas = true)
    {
        var word = new StringBuilder();
        List<Span> spans = [];
        var depth = 0;
        foreach (var stretch in stretches)
        {
            var line = text.Line(stretch.Line);
            var start = -1;
            var end = Math.Min(stretch.Start + stretch.Length, line.Length);
            for (var i = stretch.Start; i < end; i++)
            {
                var c = line[i];
                if (depth == 0 && (c is ' ' or '\t' or '\r' || (commas && c == ',')))
                {
                    if (start >= 0)
                        spans.Add(new(stretch.Line, start, i - start));
                    start = -1;
                    if (spans.Count > 0)
                        yield return Take();
                    continue;
                }
                if (start < 0)
                    start = i;
                word.Append(c);
                depth += c == '{' ? 1 : c == '}' && depth > 0 ? -1 : 0;
            }
            if (start >= 0 && end > start)
                spans.Add(new(stretch.Line, start, end - start));
            if (depth == 0 && spans.Count > 0)
                yield return Take();
        }
        if (spans.Count > 0)
            yield return Take();

        Word Take()
        {
            var taken = new Word(word.ToString(), spans);
            word.Clear();
            spans = [];
            return taken;
        }
    }
}
