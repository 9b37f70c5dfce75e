using System.Globalization;
using System.Net;
using System.Text;
using Harness.Core.Storm;

namespace Harness.Core.Reports.Storm;

/// <summary>Pictures as inline SVG.</summary>
internal static class StormChart
{
    private const int Width = 800;
    private const int Height = 220;
    private const int Left = 60;
    private const int Right = 20;
    private const int Top = 30;
    private const int Bottom = 30;
    private const int BarHeight = 24;

    private static readonly string[] _inks = ["#3b7dd8", "#d8803b", "#4aa564", "#a55bc0"];

    /// <summary>Curves over time, with what went wrong behind them.</summary>
    public static string Lines(string title, IReadOnlyList<(string Name, double From, double To)> marks, params (string Name, (double X, double Y)[] Points)[] curves)
    {
        double most = Math.Max(1e-9, curves.SelectMany(c => c.Points).Select(p => p.Y).DefaultIfEmpty(1).Max());
        double end = Math.Max(1e-9, curves.SelectMany(c => c.Points).Select(p => p.X).DefaultIfEmpty(1).Max());
        var svg = Open(title, Height);
        foreach ((string name, double from, double to) in marks)
        {
            double x = X(Math.Min(from, end) / end), width = Math.Max(1, X(Math.Min(to, end) / end) - x);
            svg.Append($"<rect x=\"{F(x)}\" y=\"{Top}\" width=\"{F(width)}\" height=\"{Height - Top - Bottom}\" fill=\"#c33\" fill-opacity=\"0.15\"/>");
            svg.Append($"<text x=\"{F(x + 2)}\" y=\"{Top + 10}\">{Safe(name)}</text>");
        }

        Frame(svg, StormFigures.Number(most), StormFigures.Number(end));
        foreach (((string name, (double X, double Y)[] points), int index) in curves.Select((c, i) => (c, i)))
        {
            string path = string.Join(' ', points.Select(p => $"{F(X(p.X / end))},{F(Y(p.Y / most))}"));
            svg.Append($"<polyline points=\"{path}\" fill=\"none\" stroke=\"{_inks[index % _inks.Length]}\" stroke-width=\"1.5\"/>");
            svg.Append($"<text x=\"{Width - Right - 80}\" y=\"{Top + 14 + (index * 14)}\" style=\"fill:{_inks[index % _inks.Length]}\">{Safe(name)}</text>");
        }

        return Close(svg);
    }

    /// <summary>Times by the share that does not exceed them; the time on a logarithmic scale.</summary>
    public static string Distribution(string title, IReadOnlyList<LatencyPoint> curve)
    {
        if (curve.Count == 0)
            return "";
        double least = Math.Log10(Math.Max(0.001, curve[0].Milliseconds)), most = Math.Max(least + 0.1, Math.Log10(Math.Max(0.001, curve[^1].Milliseconds)));
        var svg = Open(title, Height);
        Frame(svg, "100 %", "");
        for (double decade = Math.Ceiling(least); decade <= most; decade++)
        {
            double x = X((decade - least) / (most - least));
            svg.Append($"<line x1=\"{F(x)}\" x2=\"{F(x)}\" y1=\"{Top}\" y2=\"{Height - Bottom}\" stroke=\"#8884\"/><text x=\"{F(x)}\" y=\"{Height - Bottom + 14}\">{StormFigures.Time(Math.Pow(10, decade))}</text>");
        }

        string path = string.Join(' ', curve.Select(p => $"{F(X((Math.Log10(Math.Max(0.001, p.Milliseconds)) - least) / (most - least)))},{F(Y(p.Share))}"));
        svg.Append($"<polyline points=\"{path}\" fill=\"none\" stroke=\"{_inks[0]}\" stroke-width=\"1.5\"/>");
        return Close(svg);
    }

    /// <summary>A bar for each.</summary>
    public static string Bars(string title, IReadOnlyList<(string Name, double Value)> bars)
    {
        double most = Math.Max(1e-9, bars.Max(b => b.Value));
        var svg = Open(title, Top + (bars.Count * BarHeight) + 10);
        foreach (((string name, double value), int index) in bars.Select((b, i) => (b, i)))
        {
            int y = Top + (index * BarHeight);
            svg.Append($"<text x=\"0\" y=\"{y + 14}\">{Safe(name)}</text><rect x=\"110\" y=\"{y}\" width=\"{F(value / most * (Width - 200))}\" height=\"{BarHeight - 6}\" fill=\"{_inks[0]}\"/>");
            svg.Append($"<text x=\"{F(116 + (value / most * (Width - 200)))}\" y=\"{y + 14}\">{StormFigures.Number(value)}</text>");
        }

        return Close(svg);
    }

    private static StringBuilder Open(string title, int height)
        => new StringBuilder($"<svg viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-label=\"{Safe(title)}\"><text x=\"0\" y=\"14\">{Safe(title)}</text>");

    private static void Frame(StringBuilder svg, string most, string end) => svg
        .Append($"<path d=\"M{Left},{Top}V{Height - Bottom}H{Width - Right}\" fill=\"none\" stroke=\"#8888\"/>")
        .Append($"<text x=\"{Left - 6}\" y=\"{Top + 8}\" text-anchor=\"end\">{Safe(most)}</text><text x=\"{Left - 6}\" y=\"{Height - Bottom}\" text-anchor=\"end\">0</text>")
        .Append($"<text x=\"{Width - Right}\" y=\"{Height - Bottom + 14}\" text-anchor=\"end\">{Safe(end)}</text>");

    private static string Close(StringBuilder svg) => svg.Append("</svg>\n").ToString();

    private static double X(double share) => Left + (share * (Width - Left - Right));

    private static double Y(double share) => Height - Bottom - (share * (Height - Top - Bottom));

    private static string F(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
