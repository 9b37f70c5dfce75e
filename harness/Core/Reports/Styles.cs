using Harness.Core.Verdicts;
using Spectre.Console;

namespace Harness.Core.Reports;

/// <summary>The few colours of the text report; each repeats what a word says, so nothing is lost without them.</summary>
internal static class Styles
{
    public static readonly Style Plain = Style.Plain;
    public static readonly Style Strong = new(decoration: Decoration.Bold);
    public static readonly Style Quiet = new(Color.Grey);
    public static readonly Style Good = new(Color.Green);
    public static readonly Style Bad = new(Color.Red, decoration: Decoration.Bold);
    public static readonly Style Open = new(Color.Yellow);

    public static Style Of(Finding finding) => finding.Verdict switch
    {
        Verdict.Pass => Good,
        Verdict.Fail => finding.Expected is null ? Bad : Open,
        Verdict.Inconclusive or Verdict.Error => Open,
        _ => Quiet,
    };

    public static Style Of(ExitStatus status) => status switch
    {
        ExitStatus.Conforms => Good,
        ExitStatus.Findings => Bad,
        _ => Open,
    };
}
