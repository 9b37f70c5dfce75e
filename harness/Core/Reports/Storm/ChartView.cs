namespace Harness.Core.Reports.Storm;

/// <summary>A picture for a page: lengths in the picture's own units, as text.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Height">Its height; it is <see cref="StormChart.Width"/> wide.</param>
internal sealed record ChartView(string Title, int Height)
{
    /// <summary>The axes; null where there are none.</summary>
    public ChartFrame? Frame { get; init; }

    /// <summary>Stretches of time in which something was wrong.</summary>
    public IReadOnlyList<ChartBox> Marks { get; init; } = [];

    /// <summary>Lines across, with their names.</summary>
    public IReadOnlyList<ChartText> Ticks { get; init; } = [];

    /// <summary>The curves.</summary>
    public IReadOnlyList<ChartCurve> Curves { get; init; } = [];

    /// <summary>The bars.</summary>
    public IReadOnlyList<ChartBox> Bars { get; init; } = [];
}

/// <summary>Axes.</summary>
/// <param name="Path">Their line.</param>
/// <param name="Top">Where the plane begins.</param>
/// <param name="Bottom">Where it ends.</param>
/// <param name="Left">The end of words beside it.</param>
/// <param name="Right">Where it ends.</param>
/// <param name="Most">The word at the upper end.</param>
/// <param name="End">The word at the right end.</param>
internal sealed record ChartFrame(string Path, string Top, string Bottom, string Left, string Right, string Most, string End);

/// <summary>A box with a name, and a word behind it.</summary>
internal sealed record ChartBox(string Name, string X, string Y, string Width, string Height, string TextX, string TextY, string Behind = "");

/// <summary>A word at a place.</summary>
internal sealed record ChartText(string Text, string X, string Y);

/// <summary>A curve.</summary>
/// <param name="Name">Its name; empty where there is only one.</param>
/// <param name="Points">Its points, as SVG wants them.</param>
/// <param name="Ink">Which of the inks, from 0.</param>
/// <param name="Y">Where its name stands.</param>
internal sealed record ChartCurve(string Name, string Points, int Ink, string Y);
