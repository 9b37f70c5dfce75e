using System.Xml;
using Harness.Core.Verdicts.Behaviour;

namespace Harness.Core.Reports.Behaviour;

/// <summary>
/// JUnit's XML: a case for each difference, failed where nobody expected it; a case for what opens and one for what closes where
/// nothing does, so that a build server has something to show.
/// </summary>
public static class ComparisonJUnit
{
    /// <summary>Writes it.</summary>
    public static void Write(Comparison comparison, TextWriter output)
        => JUnitDocument.Write(output, xml =>
        {
            var differences = comparison.Differences;
            int failures = differences.Count(Fails), errors = differences.Count(Errs) + comparison.Disagreements.Count;
            string[] quiet = [.. new[] { ChangeKind.Opens, ChangeKind.Closes }.Where(k => differences.All(d => d.Kind != k)).Select(k => $"nothing {BehaviourWords.Of(k)}")];
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", Shown.Of($"{comparison.Before.Name} → {comparison.After.Name}", 200));
            xml.WriteAttributeString("tests", $"{differences.Count + quiet.Length + comparison.Disagreements.Count}");
            xml.WriteAttributeString("failures", $"{failures}");
            xml.WriteAttributeString("errors", $"{errors}");
            foreach (string name in quiet)
                Case(xml, name, null, "", "");
            foreach (Difference difference in differences)
                Case(xml, difference.Headline, Fails(difference) ? "failure" : Errs(difference) ? "error" : null, BehaviourWords.Of(difference.Kind), Details(difference));
            foreach (ComparedDisagreement one in comparison.Disagreements)
                Case(xml, $"model and server disagree: {one.Replay}", "error", "disagreement", one.Server is { } seen ? $"model {one.Model.Code} {one.Model.Text}\nserver {seen.Code} {seen.Text}" : one.Fault ?? "");
            xml.WriteEndElement();
        });

    private static bool Fails(Difference difference) => difference is { Kind: not ChangeKind.Untold, IsExpected: false };

    private static bool Errs(Difference difference) => difference is { Kind: ChangeKind.Untold, IsExpected: false };

    private static string Details(Difference difference)
        => $"before  {difference.Before.Decider}\nafter   {difference.After.Decider}\nsee     {difference.Replay.After}";

    private static void Case(XmlWriter xml, string name, string? result, string kind, string details)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", "diff");
        xml.WriteAttributeString("name", Shown.Of(name, 300));
        if (result is not null)
        {
            xml.WriteStartElement(result);
            xml.WriteAttributeString("type", kind);
            xml.WriteAttributeString("message", Shown.Of($"{kind}: {name}", 300));
            JUnitDocument.WriteLines(xml, details);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }
}
