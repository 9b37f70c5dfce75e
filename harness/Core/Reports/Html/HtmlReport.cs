using Harness.Core.Verdicts;

namespace Harness.Core.Reports.Html;

/// <summary>The report as one page for a browser, without anything from elsewhere.</summary>
public sealed class HtmlReport : IReport
{
    /// <inheritdoc/>
    public void Write(Judgement judgement, TextWriter output)
        => HtmlFrame.Write(output, Shown.Of($"{judgement.Record.Target.Name}, policy {judgement.Policy.Name}", 200), "judgement", JudgementView.Of(judgement), "claims.js");
}
