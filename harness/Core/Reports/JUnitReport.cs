using System.Globalization;
using System.Xml;
using Harness.Core.Verdicts;

namespace Harness.Core.Reports;

/// <summary>
/// The dialect of JUnit's XML that build servers read: a suite a family, a case an attack. A refuted claim is a failure;
/// what was not established where the policy says must, and a fault of the harness, are errors; whatever needs no one's
/// attention is skipped and says why.
/// </summary>
public sealed class JUnitReport : IReport
{
    /// <inheritdoc/>
    public void Write(Judgement judgement, TextWriter output)
        => JUnitDocument.Write(output, xml =>
        {
            xml.WriteAttributeString("name", Shown.Of($"{judgement.Record.Target.Name}, policy {judgement.Policy.Name}", 200));
            WriteTotals(xml, judgement.Findings, isSuite: false);
            foreach (var family in judgement.Findings.GroupBy(f => Words.Family(f.Attack.Id)))
                WriteSuite(xml, family.Key, [.. family], judgement);
        });

    private static void WriteSuite(XmlWriter xml, string family, Finding[] findings, Judgement judgement)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Shown.Of(family, 200));
        WriteTotals(xml, findings, isSuite: true);
        xml.WriteAttributeString("timestamp", judgement.Record.Started.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        foreach (Finding finding in findings)
            WriteCase(xml, family, finding, judgement);
        xml.WriteEndElement();
    }

    private static void WriteTotals(XmlWriter xml, IReadOnlyList<Finding> findings, bool isSuite)
    {
        xml.WriteAttributeString("tests", findings.Count.ToString());
        xml.WriteAttributeString("failures", findings.Count(f => Result(f) == "failure").ToString());
        xml.WriteAttributeString("errors", findings.Count(f => Result(f) == "error").ToString());
        // Jenkins' schema knows it of a suite only.
        if (isSuite)
            xml.WriteAttributeString("skipped", findings.Count(f => Result(f) == "skipped").ToString());
        xml.WriteAttributeString("time", Seconds(findings.Sum(Duration)));
    }

    private static void WriteCase(XmlWriter xml, string family, Finding finding, Judgement judgement)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", Shown.Of(finding.Attack.Id, 200));
        xml.WriteAttributeString("classname", Shown.Of(family, 200));
        xml.WriteAttributeString("time", Seconds(Duration(finding)));
        if (Result(finding) is { } result)
        {
            xml.WriteStartElement(result);
            xml.WriteAttributeString("message", Message(finding));
            if (result != "skipped")
            {
                xml.WriteAttributeString("type", $"{Words.Of(finding.Verdict)} ({Words.Of(finding.Level)})");
                xml.WriteString(string.Concat(Facts.Of(finding, judgement.Record).Select(f => $"\n{f.Label,-8}  {Shown.DisarmLine(f.Text)}")) + "\n");
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static string? Result(Finding finding) => finding.Verdict switch
    {
        Verdict.Pass => null,
        // What the exit status lets pass must not turn a build red.
        Verdict.Fail when finding.Counts => "failure",
        Verdict.Error or Verdict.Inconclusive when finding.Counts => "error",
        _ => "skipped",
    };

    private static string Message(Finding finding) => Tally.IsExpectedFailure(finding)
        ? Shown.Of($"expected failure: {finding.Expected}")
        : finding.Verdict == Verdict.Fail ? Shown.Of(finding.Reason) : Shown.Of($"{Words.Of(finding.Verdict)}: {finding.Reason}");

    private static double Duration(Finding finding) =>
        finding.Observation?.Transcript is [.., var last] && double.IsFinite(last.Ms) ? Math.Clamp(last.Ms / 1000, 0, 86400) : 0;

    private static string Seconds(double seconds) => seconds.ToString("F3", CultureInfo.InvariantCulture);
}
