using System.Text.RegularExpressions;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Audit;

/// <summary>Names of parameters that Postfix does not know, knows no more, or knows under another name.</summary>
internal static partial class ParameterNames
{
    public static IEnumerable<AuditFinding> Look(AuditSubject subject)
    {
        var names = KnownParameters.Of(subject.Main, subject.Master, subject.Release, subject.Machine);
        var builtin = ReleaseDefaults.Of(subject.Release).Names.ToList();
        foreach (var setting in subject.Main.Effective.Where(s => s.Placed is not null))
        {
            if (Unknown(setting, names, builtin, subject) is { } finding)
                yield return finding;
            else if (names.ClassOf(setting.Name) is not null && ParameterHistory.Find(setting.Name) is { } old && subject.Release.AtLeast(old.Since.Major, old.Since.Minor))
                yield return Old(setting, old, names.ClassOf(setting.Name) == ParameterClass.Builtin);
        }
        foreach (var service in subject.Master?.Services ?? [])
        {
            foreach (var setting in service.Overrides.Where(o => o.Placed is not null && !names.IsKnown(o.Name, service)))
            {
                if (NearestName.Of(setting.Name, builtin) is { } meant)
                    yield return Misspelt(setting, meant, $"-o {meant}={setting.Value}");
            }
        }
        foreach (var complaint in names.Complaints)
        {
            const string undefined = "undefined parameter: ";
            if (complaint.Message.StartsWith(undefined, StringComparison.Ordinal))
                yield return Undefined(subject, complaint, complaint.Message[undefined.Length..], builtin);
        }
    }

    private static AuditFinding? Unknown(MainCfSetting setting, KnownParameters names, IReadOnlyList<string> builtin, AuditSubject subject)
    {
        if (names.ClassOf(setting.Name) is not null)
            return null;
        var place = setting.Placed!.Head;
        if (ParameterHistory.Find(setting.Name) is { } old && subject.Release.AtLeast(old.Since.Major, old.Since.Minor))
        {
            return new(AuditSeverity.Warning, AuditKinds.OldParameter, place, $"nothing reads {setting.Name} any more",
                old.Replacement is null ? $"remove {setting.Name}" : $"instead: {old.Replacement}");
        }
        foreach (var later in ReleaseDefaults.Known.Where(r => r.AtLeast(subject.Release.Major, subject.Release.Minor) && r != subject.Release))
        {
            if (ReleaseDefaults.Of(later).Values.ContainsKey(setting.Name))
            {
                return new(AuditSeverity.Warning, AuditKinds.LaterParameter, place,
                    $"Postfix {subject.Release} does not read {setting.Name}; {later} does", $"remove {setting.Name}, or run a later release");
            }
        }
        if (NearestName.Of(setting.Name, builtin) is { } meant)
            return Misspelt(setting, meant, $"{meant} = {setting.Value}");
        // Without master.cf nobody knows whether a service of that name makes it a parameter, or uses it.
        return subject.Master is null && (ServiceSuffix().IsMatch(setting.Name) || setting.Name.EndsWith("_restrictions", StringComparison.Ordinal)) ? null
            : new(AuditSeverity.Note, AuditKinds.UnusedParameter, place, $"nothing of Postfix reads {setting.Name}");
    }

    private static AuditFinding Misspelt(MainCfSetting setting, string meant, string remedy) => new(
        AuditSeverity.Error, AuditKinds.MisspeltParameter, setting.Placed!.Head, $"Postfix has no parameter {setting.Name}, so the line does nothing; it has {meant}", remedy);

    private static AuditFinding Old(MainCfSetting setting, OldParameter old, bool isRead) => new(
        AuditSeverity.Note, AuditKinds.OldParameter, setting.Placed!.Head,
        isRead ? $"{setting.Name} goes out of use" : $"{setting.Name} is an old name that is still read",
        old.Replacement is null ? $"remove {setting.Name}" : $"instead: {old.Replacement}");

    private static AuditFinding Undefined(AuditSubject subject, ConfigurationProblem complaint, string name, IReadOnlyList<string> builtin)
    {
        var setting = subject.Main.Effective.FirstOrDefault(s => s.Line == complaint.Line && complaint.File == subject.Main.FileName);
        var place = new SettingLine(complaint.File, complaint.Line, setting?.Name ?? "", setting?.Placed?.Head.Text ?? "");
        // In capitals it is a place for a script to fill in.
        var meant = name.Any(char.IsAsciiLetterLower) ? NearestName.Of(name, builtin.Concat(subject.Main.Effective.Select(s => s.Name))) : null;
        return new(AuditSeverity.Warning, AuditKinds.UndefinedParameter, place, $"{name} is set nowhere: ${name} is empty" + (meant is null ? "" : $"; there is {meant}"),
            meant is null ? null : $"write ${meant}");
    }

    [GeneratedRegex("_(destination_.*|time_limit|delivery_slot_.*|.*_delivery_slots|recipient_.*limit|initial_destination_concurrency|extra_recipient_limit|transport_rate_delay)$", RegexOptions.CultureInvariant)]
    private static partial Regex ServiceSuffix();
}
