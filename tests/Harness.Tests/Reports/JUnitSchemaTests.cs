using System.Xml.Linq;
using System.Xml.Schema;
using Harness.Core.Reports;
using Harness.Tests.Evidence;

namespace Harness.Tests.Reports;

public sealed class JUnitSchemaTests
{
    private static readonly Lazy<XmlSchemaSet> Schema = new(() =>
    {
        var schema = new XmlSchemaSet();
        schema.Add(null, Path.Combine(Checkout.Root, "tests", "Harness.Tests", "Reports", "schemas", "junit.xsd"));
        return schema;
    });

    private static List<string> Complaints(string xml)
    {
        List<string> complaints = [];
        XDocument.Parse(xml).Validate(Schema.Value, (_, e) => complaints.Add(e.Message));
        return complaints;
    }

    [Test]
    public void The_report_is_what_build_servers_take() => Complaints(new JUnitReport().By(SampleRun.Judgement)).Should().BeEmpty();

    [Test]
    public void A_report_of_nothing_is_what_build_servers_take() => Complaints(new JUnitReport().By(SampleRun.Judgement with { Findings = [] })).Should().BeEmpty();

    [Test]
    public void Octets_that_xml_cannot_have_break_nothing()
    {
        string every = string.Concat(Enumerable.Range(0, 0x20).Concat([0x7f, 0x85, 0xfffe, 0xffff]).Select(c => (char)c)) + "]]><![CDATA[ &#x0; <!--";
        Complaints(new JUnitReport().By(HostileRun.Of(_ => every))).Should().BeEmpty();
    }

    [Test]
    public void The_schema_refuses_what_jenkins_refuses()
        => Complaints(new JUnitReport().By(SampleRun.Judgement).Replace("<testsuites ", "<testsuites skipped=\"1\" ", StringComparison.Ordinal)).Should().NotBeEmpty();
}
