namespace Harness.Core.Postfix.Configuration;

/// <summary>A value before it is expanded, which knows for each of its characters the physical line it stands on.</summary>
internal sealed class PlacedText
{
    private readonly LogicalLine? line;
    private readonly int from;
    private SettingLine last;

    private PlacedText(string text, SettingLine head, LogicalLine? line, int from)
    {
        (Text, Head, last) = (text, head, head);
        (this.line, this.from) = (line, from);
    }

    public string Text { get; }

    /// <summary>The line on which the parameter's name stands.</summary>
    public SettingLine Head { get; }

    /// <summary>A text that stands in one place as a whole.</summary>
    public static PlacedText At(SettingLine place, string text) => new(text, place, null, 0);

    /// <summary>A value of a logical line.</summary>
    /// <param name="line">The logical line.</param>
    /// <param name="from">Where in its text the value begins.</param>
    /// <param name="text">The value, a part of the logical line's text.</param>
    /// <param name="file">The file's name.</param>
    /// <param name="parameter">The parameter that the value is for.</param>
    /// <param name="name">Where in the logical line its name stands.</param>
    public static PlacedText Of(LogicalLine line, int from, string text, string file, string parameter, int name = 0)
    {
        var (number, physical) = line.At(name);
        return new PlacedText(text, new SettingLine(file, number, parameter, physical), line, from);
    }

    /// <summary>The line of one of the characters.</summary>
    public SettingLine PlaceOf(int offset)
    {
        if (line is null)
            return Head;
        var (number, physical) = line.At(from + offset);
        var place = last;
        return place.Line == number ? place : last = Head with { Line = number, Text = physical };
    }
}
