namespace Harness.Core.Postfix.Configuration;

/// <summary>A value before it is expanded, which knows for each of its characters the physical line it stands on.</summary>
internal sealed class PlacedText
{
    private readonly int[] starts;
    private readonly SettingLine[] places;

    private PlacedText(string text, int[] starts, SettingLine[] places)
    {
        Text = text;
        this.starts = starts;
        this.places = places;
    }

    public string Text { get; }

    /// <summary>The line on which the parameter's name stands.</summary>
    public SettingLine Head => places[0];

    /// <summary>A text that stands in one place as a whole.</summary>
    public static PlacedText At(SettingLine place, string text) => new(text, [0], [place]);

    /// <summary>A value of a logical line.</summary>
    /// <param name="line">The logical line.</param>
    /// <param name="from">Where in its text the value begins.</param>
    /// <param name="text">The value, a part of the logical line's text.</param>
    /// <param name="file">The file's name.</param>
    /// <param name="parameter">The parameter that the value is for.</param>
    public static PlacedText Of(LogicalLine line, int from, string text, string file, string parameter)
    {
        var starts = new int[line.Lines.Count];
        var places = new SettingLine[line.Lines.Count];
        var offset = 0;
        for (var i = 0; i < places.Length; i++)
        {
            var (number, physical) = line.Lines[i];
            starts[i] = offset - from;
            places[i] = new SettingLine(file, number, parameter, physical.Trim(Blanks.All));
            offset += physical.Length;
        }
        return new PlacedText(text, starts, places);
    }

    /// <summary>The line of one of the characters.</summary>
    public SettingLine PlaceOf(int offset)
    {
        var found = Array.BinarySearch(starts, offset);
        return places[Math.Max(0, found < 0 ? ~found - 1 : found)];
    }
}
