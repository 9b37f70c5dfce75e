using System.Globalization;
using System.Xml;
using Harness.Core.Mutation.Trials;

namespace Harness.Core.Reports.Mutants;

/// <summary>A suite a parameter, a case a mutant: a survivor is a failure, what could not be said an error, an equivalent one is skipped.</summary>
public sealed class MutationJUnit : IMutationReportWriter
{
    /// <inheritdoc/>
    public void Write(MutationReport report, TextWriter output)
        => JUnitDocument.Write(output, xml =>
        {
            xml.WriteAttributeString("name", Shown.Of($"mutants of {report.Name}, policy {report.Policy}", 200));
            WriteTotals(xml, report.Trials);
            foreach (IGrouping<string, Trial> suite in report.Trials.GroupBy(t => t.Mutant.Place.Parameter))
            {
                xml.WriteStartElement("testsuite");
                xml.WriteAttributeString("name", Shown.Of(suite.Key, 200));
                WriteTotals(xml, [.. suite]);
                foreach (Trial trial in suite)
                {
                    WriteCase(xml, suite.Key, trial);
                }

                xml.WriteEndElement();
            }
        });

    private static void WriteCase(XmlWriter xml, string suite, Trial trial)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", Shown.Of(trial.Mutant.Id, 200));
        xml.WriteAttributeString("classname", Shown.Of(suite, 200));
        xml.WriteAttributeString("time", Seconds(trial.Seconds));
        if (Element(trial.Fate) is { } element)
        {
            xml.WriteStartElement(element);
            xml.WriteAttributeString("message", Shown.Of($"{MutationWords.Of(trial.Fate)}: {trial.Mutant.Mistake}"));
            if (element != "skipped")
            {
                string[] facts = [MutationWords.Place(trial.Mutant), trial.Because, .. trial.WouldTell is { } session ? new[] { $"would tell: {session}" } : []];
                xml.WriteString(string.Concat(facts.Select(f => $"\n{Shown.DisarmLine(Shown.Of(f))}")) + "\n");
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteTotals(XmlWriter xml, IReadOnlyList<Trial> trials)
    {
        xml.WriteAttributeString("tests", trials.Count.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("failures", Count(trials, "failure"));
        xml.WriteAttributeString("errors", Count(trials, "error"));
        xml.WriteAttributeString("skipped", Count(trials, "skipped"));
        xml.WriteAttributeString("time", Seconds(trials.Sum(t => t.Seconds)));
    }

    private static string Count(IReadOnlyList<Trial> trials, string element) => trials.Count(t => Element(t.Fate) == element).ToString(CultureInfo.InvariantCulture);

    private static string? Element(Fate fate) => fate switch
    {
        Fate.Killed => null,
        Fate.Survived => "failure",
        Fate.Equivalent => "skipped",
        _ => "error",
    };

    private static string Seconds(double seconds) => seconds.ToString("F3", CultureInfo.InvariantCulture);
}
