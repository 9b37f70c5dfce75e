using System.Xml;

namespace Harness.Core.Reports;

/// <summary>What every report as JUnit's XML has around its suites.</summary>
internal static class JUnitDocument
{
    /// <summary>Writes the document.</summary>
    /// <param name="output">Where to; lines end in a line feed alone.</param>
    /// <param name="suites">Writes what stands in <c>testsuites</c>: its attributes, then the suites.</param>
    public static void Write(TextWriter output, Action<XmlWriter> suites)
    {
        // Declared by hand: the writer would declare the encoding of the TextWriter, which a StringWriter calls UTF-16.
        output.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        using (var xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            xml.WriteStartElement("testsuites");
            suites(xml);
            xml.WriteEndElement();
        }

        output.Write('\n');
    }

    /// <summary>Lines of a case, none of which a build server takes for a command of its own.</summary>
    public static void WriteLines(XmlWriter xml, string text)
        => xml.WriteString("\n" + string.Concat(text.Split('\n').Select(l => Shown.DisarmLine(Shown.Of(l, 1000)) + "\n")));
}
