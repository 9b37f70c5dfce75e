namespace Harness.Core.Postfix.Audit;

/// <summary>Looks through a configuration for what is to be seen without running it.</summary>
public static class ConfigurationAudit
{
    /// <summary>
    /// All findings, by file and line; of those that several services have in common, one. Never throws, whatever the
    /// configuration holds. What depends on a table or service that cannot be read is not found.
    /// </summary>
    public static IReadOnlyList<AuditFinding> Of(AuditSubject subject)
    {
        IEnumerable<AuditFinding> found =
        [
            .. ParameterNames.Look(subject), .. OverriddenSettings.Look(subject), .. SettingValues.Look(subject), .. DomainWords.Look(subject), .. TableWords.Look(subject),
            .. subject.Smtpds.SelectMany(s => RestrictionWords.Look(subject, s)),
            .. subject.Smtpds.SelectMany(s => ListOrder.Look(subject, s)),
            .. subject.Smtpds.SelectMany(s => DnsLists.Look(s)),
            .. subject.Smtpds.SelectMany(s => RelayControl.Look(subject, s)),
            .. RestrictionClasses.Look(subject), .. TrustedNetworks.Look(subject), .. RiskySettings.Look(subject),
        ];
        return [.. found
            .GroupBy(f => (f.Place.File, f.Place.Line, f.Kind, f.Reason)).Select(g => g.First())
            .OrderBy(f => f.Place.File, StringComparer.Ordinal).ThenBy(f => f.Place.Line).ThenBy(f => f.Severity)];
    }
}
