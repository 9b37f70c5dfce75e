using System.Text;

namespace Harness.Core.Postfix.Configuration;

/// <summary>An expanded value, with the line that each of its parts came from.</summary>
internal sealed class ExpandedText
{
    private readonly List<(int Start, PlacedText Source, int Offset)> parts = [];
    private readonly StringBuilder text = new();

    /// <summary>What is wrong with it, in Postfix's words, or null. Every program that reads the value stops there.</summary>
    public string? Error { get; set; }

    public void Append(PlacedText source, int from, int to)
    {
        if (to <= from)
            return;
        parts.Add((text.Length, source, from));
        text.Append(source.Text, from, to - from);
    }

    public override string ToString() => text.ToString();

    /// <summary>The words of the list: commas and white space part them, <c>{ }</c> groups are kept whole (mystrtokq(3)).</summary>
    public IReadOnlyList<PlacedWord> Words()
    {
        var words = new List<PlacedWord>();
        var all = ToString();
        var part = 0;
        foreach (var range in ListWords.In(all))
        {
            while (part + 1 < parts.Count && parts[part + 1].Start <= range.Start.Value)
                part++;
            var (start, source, offset) = parts[part];
            words.Add(new PlacedWord(all[range], source.PlaceOf(offset + range.Start.Value - start)));
        }
        return words;
    }
}
