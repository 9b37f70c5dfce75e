using System.Xml;
using Harness.Core.Verdicts.Proving;

namespace Harness.Core.Reports.Proving;

/// <summary>JUnit's XML: a case for each claim; a refuted one fails, an open one is an error.</summary>
public static class ProofJUnit
{
    /// <summary>Writes it.</summary>
    public static void Write(ProofReport report, TextWriter output)
        => JUnitDocument.Write(output, xml =>
        {
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", Shown.Of(report.Name, 200));
            xml.WriteAttributeString("tests", $"{report.Proofs.Count}");
            xml.WriteAttributeString("failures", $"{report.Proofs.Count(p => p.Standing == Standing.Refuted)}");
            xml.WriteAttributeString("errors", $"{report.Proofs.Count(p => p.Standing == Standing.Open)}");
            foreach (Proof proof in report.Proofs)
                Case(xml, proof, report);
            xml.WriteEndElement();
        });

    private static void Case(XmlWriter xml, Proof proof, ProofReport report)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", "prove");
        xml.WriteAttributeString("name", Shown.Of($"{proof.Claim.Id}: {proof.Claim.Sentence}", 300));
        if (proof.Standing != Standing.Holds)
        {
            var details = new StringWriter();
            new ProofText(isVerbose: false, isQuiet: false).Write(report with { Proofs = [proof] }, details);
            xml.WriteStartElement(proof.Standing == Standing.Refuted ? "failure" : "error");
            xml.WriteAttributeString("type", proof.Standing.ToString().ToLowerInvariant());
            xml.WriteAttributeString("message", Shown.Of($"{proof.Standing.ToString().ToLowerInvariant()}: {proof.Claim.Sentence}", 300));
            JUnitDocument.WriteLines(xml, details.ToString());
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }
}
