using Harness.Core.Verdicts;
using Spectre.Console;

namespace Harness.Core.Reports;

/// <summary>
/// The few colours of the text reports; each repeats what a word says, so nothing is lost without them. They are dark enough for a light
/// background and light enough for a dark one, and not among the sixteen that a terminal's theme may make anything of.
/// </summary>
public static class Styles
{
    /// <summary>As the terminal has it.</summary>
    public static readonly Style Plain = Style.Plain;
    /// <summary>What is looked for.</summary>
    public static readonly Style Strong = new(decoration: Decoration.Bold);
    /// <summary>What may be passed over.</summary>
    public static readonly Style Quiet = new(Color.Grey50);
    /// <summary>It holds.</summary>
    public static readonly Style Good = new(Color.Green4);
    /// <summary>It does not hold.</summary>
    public static readonly Style Bad = new(Color.Red3_1, decoration: Decoration.Bold);
    /// <summary>It is open.</summary>
    public static readonly Style Open = new(Color.DarkOrange3);

    internal static Style Of(Finding finding) => finding.Verdict switch
    {
        Verdict.Pass => Good,
        Verdict.Fail => finding.Expected is null ? Bad : Open,
        Verdict.Inconclusive or Verdict.Error => Open,
        _ => Quiet,
    };

    internal static Style Of(ExitStatus status) => status switch
    {
        ExitStatus.Conforms => Good,
        ExitStatus.Findings => Bad,
        _ => Open,
    };
}
