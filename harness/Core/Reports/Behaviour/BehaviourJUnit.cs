using System.Xml;
using Harness.Core.Verdicts.Behaviour;

namespace Harness.Core.Reports.Behaviour;

/// <summary>
/// JUnit's XML: a case for each difference, failed where nobody expected it; a case for what opens and one for what closes where
/// nothing does, so that a build server has something to show.
/// </summary>
public static class BehaviourJUnit
{
    /// <summary>Writes it.</summary>
    public static void Write(BehaviourReport report, TextWriter output)
    {
        var statements = report.Diff.Statements;
        output.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        using (var xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            int failures = statements.Count(s => Fails(s, report)), errors = statements.Count(s => Errs(s, report)) + report.Disagreements.Count;
            string[] quiet = [.. new[] { ChangeKind.Opens, ChangeKind.Closes }.Where(k => statements.All(s => s.Kind != k)).Select(k => $"nothing {BehaviourWords.Of(k)}")];
            xml.WriteStartElement("testsuites");
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", Shown.Of($"{report.Before.Name} → {report.After.Name}", 200));
            xml.WriteAttributeString("tests", $"{statements.Count + quiet.Length + report.Disagreements.Count}");
            xml.WriteAttributeString("failures", $"{failures}");
            xml.WriteAttributeString("errors", $"{errors}");
            foreach (string name in quiet)
                Case(xml, name, null, "", "");
            foreach (BehaviourStatement statement in statements)
                Case(xml, BehaviourWords.Headline(statement), Fails(statement, report) ? "failure" : Errs(statement, report) ? "error" : null, BehaviourWords.Of(statement.Kind), Details(statement, report));
            foreach (Disagreement one in report.Disagreements)
                Case(xml, $"model and server disagree: {report.Replay(one.Session, one.Side)}", "error", "disagreement", one.Observed is { } seen ? $"model {one.Predicted.Code} {one.Predicted.Text}\nserver {seen.Code} {seen.Text}" : one.Fault ?? "");
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        output.Write('\n');
    }

    private static bool Fails(BehaviourStatement statement, BehaviourReport report) => statement.Kind != ChangeKind.Untold && !report.Allowed.Covers(statement);

    private static bool Errs(BehaviourStatement statement, BehaviourReport report) => statement.Kind == ChangeKind.Untold && !report.Allowed.Covers(statement);

    private static string Details(BehaviourStatement statement, BehaviourReport report)
        => $"before  {BehaviourWords.Decider(statement.Before)}\nafter   {BehaviourWords.Decider(statement.After)}\nsee     {report.Replay(statement.Example, report.After)}";

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
            xml.WriteString("\n" + string.Concat(details.Split('\n').Select(l => Shown.DisarmLine(Shown.Of(l, 1000)) + "\n")));
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }
}
