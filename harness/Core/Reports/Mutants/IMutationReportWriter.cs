using Harness.Core.Mutation.Trials;

namespace Harness.Core.Reports.Mutants;

/// <summary>One form of the report about mutants.</summary>
public interface IMutationReportWriter
{
    /// <summary>Writes it, with <c>\n</c> for line ends.</summary>
    void Write(MutationReport report, TextWriter output);
}
