using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Audit;

/// <summary>Something that is to be seen in a configuration without running it.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Kind">What kind of finding it is: one of <see cref="AuditKinds"/>, for programs that count or filter.</param>
/// <param name="Place">The line; hostile text, to be escaped where shown.</param>
/// <param name="Reason">What is wrong and what comes of it, in one sentence; may quote the configuration.</param>
/// <param name="Remedy">A line to paste, or a few words that say which to remove; null where there is no one remedy.</param>
public sealed record AuditFinding(AuditSeverity Severity, string Kind, SettingLine Place, string Reason, string? Remedy = null)
{
    /// <summary>The attacks of the catalogue that prove it on a server, as <c>--only</c> takes them.</summary>
    public IReadOnlyList<string> Attacks { get; init; } = [];
}
