using Harness.Core.Reports;
using Spectre.Console;

namespace Harness.Tests.Reports;

public sealed class StylesTests
{
    private static readonly Style[] _coloured = [Styles.Quiet, Styles.Good, Styles.Bad, Styles.Open];

    // Relative luminance (WCAG 2.2 §1.4.3).
    private static double Luminance(Color color)
    {
        return (0.2126 * Part(color.R)) + (0.7152 * Part(color.G)) + (0.0722 * Part(color.B));

        static double Part(byte value) => value / 255.0 is var v && v <= 0.04045 ? v / 12.92 : Math.Pow(((value / 255.0) + 0.055) / 1.055, 2.4);
    }

    [TestCase(255)]
    [TestCase(0)]
    public void Every_colour_can_be_read_on_a_light_and_on_a_dark_background(byte background)
    {
        double behind = Luminance(new Color(background, background, background));
        foreach (Style style in _coloured)
        {
            double text = Luminance(style.Foreground);
            ((Math.Max(text, behind) + 0.05) / (Math.Min(text, behind) + 0.05)).Should().BeGreaterThan(3.5, "of {0}", style.Foreground);
        }
    }
}
