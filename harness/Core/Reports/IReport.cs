using Harness.Core.Verdicts;

namespace Harness.Core.Reports;

/// <summary>
/// One form of telling a judgement. A report reads nothing but the judgement, so the same run reads the same every time;
/// whatever a server said leaves it escaped.
/// </summary>
public interface IReport
{
    /// <summary>Writes the whole report and leaves the writer open.</summary>
    /// <param name="judgement">What to tell.</param>
    /// <param name="output">Where to; lines end in a line feed alone.</param>
    void Write(Judgement judgement, TextWriter output);
}
