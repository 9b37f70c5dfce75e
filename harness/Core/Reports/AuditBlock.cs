using Harness.Core.Evidence;
using Harness.Core.Postfix.Audit;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Reports;

/// <summary>The audit of the main.cf that a run record carries: of that file alone, without master.cf and tables.</summary>
internal static class AuditBlock
{
    /// <summary>Its findings; none for a server whose main.cf nobody has.</summary>
    public static IReadOnlyList<AuditFinding> Of(TargetRecord target)
    {
        if (target.MainCf is null || PostfixRelease.Parse(target.Software.Split(' ').Last()) is not { } release)
            return [];
        MainCf main = MainCf.Parse(target.MainCf, target.MainCfFile ?? "main.cf");
        // Whether smtpd starts, the run has shown.
        return [.. ConfigurationAudit.Of(new AuditSubject(main, null, release, MachineFacts.Named("localhost"), new MappedFolders()))
            .Where(f => f.Kind != AuditKinds.DoesNotStart)];
    }
}
