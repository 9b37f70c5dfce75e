using System.Globalization;
using Harness.Core.Storm;

namespace Harness.Core.Reports.Storm;

/// <summary>What is drawn of a storm.</summary>
internal static class StormChart
{
    /// <summary>How wide every picture is.</summary>
    public const int Width = 800;

    private const int Height = 220;
    private const int Left = 60;
    private const int Right = 20;
    private const int Top = 30;
    private const int Bottom = 30;
    private const int BarHeight = 24;
    private const int BarLeft = 110;
    private const int Inks = 4;

    /// <summary>Curves over time, with what went wrong behind them.</summary>
    public static ChartView Lines(string title, IReadOnlyList<(string Name, double From, double To)> marks, params (string Name, (double X, double Y)[] Points)[] curves)
    {
        double most = Math.Max(1e-9, curves.SelectMany(c => c.Points).Select(p => p.Y).DefaultIfEmpty(1).Max());
        double end = Math.Max(1e-9, curves.SelectMany(c => c.Points).Select(p => p.X).DefaultIfEmpty(1).Max());
        return new ChartView(title, Height)
        {
            Frame = Frame(StormFigures.Number(most), StormFigures.Number(end)),
            Marks = [.. marks.Select(m => Mark(m.Name, X(Math.Min(m.From, end) / end), X(Math.Min(m.To, end) / end)))],
            Curves = [.. curves.Select((c, at) => new ChartCurve(
                c.Name, string.Join(' ', c.Points.Select(p => $"{F(X(p.X / end))},{F(Y(p.Y / most))}")), at % Inks, F(Top + 14 + (at * 14))))],
        };
    }

    /// <summary>Times by the share that does not exceed them; the time on a logarithmic scale. Null where there are none.</summary>
    public static ChartView? Distribution(string title, IReadOnlyList<LatencyPoint> curve)
    {
        if (curve.Count == 0)
            return null;
        double least = Math.Log10(Math.Max(0.001, curve[0].Milliseconds)), most = Math.Max(least + 0.1, Math.Log10(Math.Max(0.001, curve[^1].Milliseconds)));
        var ticks = new List<ChartText>();
        for (double decade = Math.Ceiling(least); decade <= most; decade++)
            ticks.Add(new ChartText(StormFigures.Time(Math.Pow(10, decade)), F(X((decade - least) / (most - least))), F(Height - Bottom + 14)));
        string points = string.Join(' ', curve.Select(p => $"{F(X((Math.Log10(Math.Max(0.001, p.Milliseconds)) - least) / (most - least)))},{F(Y(p.Share))}"));
        return new ChartView(title, Height) { Frame = Frame("100 %", ""), Ticks = ticks, Curves = [new ChartCurve("", points, 0, "0")] };
    }

    /// <summary>A bar for each.</summary>
    public static ChartView Bars(string title, IReadOnlyList<(string Name, double Value)> bars)
    {
        double most = Math.Max(1e-9, bars.Max(b => b.Value));
        return new ChartView(title, Top + (bars.Count * BarHeight) + 10) { Bars = [.. bars.Select((b, at) => Bar(b.Name, b.Value, b.Value / most * (Width - 200), Top + (at * BarHeight)))] };
    }

    private static ChartBox Bar(string name, double value, double width, int y)
        => new(name, F(BarLeft), F(y), F(width), F(BarHeight - 6), F(BarLeft + 6 + width), F(y + 14), StormFigures.Number(value));

    private static ChartBox Mark(string name, double from, double to)
        => new(name, F(from), F(Top), F(Math.Max(1, to - from)), F(Height - Top - Bottom), F(from + 2), F(Top + 10));

    private static ChartFrame Frame(string most, string end)
        => new($"M{Left},{Top}V{Height - Bottom}H{Width - Right}", F(Top), F(Height - Bottom), F(Left - 6), F(Width - Right), most, end);

    private static double X(double share) => Left + (share * (Width - Left - Right));

    private static double Y(double share) => Height - Bottom - (share * (Height - Top - Bottom));

    private static string F(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
