using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Audit;

/// <summary>Values that Postfix refuses, and comments that became a part of one.</summary>
internal static class SettingValues
{
    public static IEnumerable<AuditFinding> Look(AuditSubject subject)
    {
        foreach (var problem in subject.Smtpds.SelectMany(s => s.Problems).Distinct())
        {
            // These are looked at with their remedies elsewhere.
            if (problem.Message.StartsWith("overriding earlier entry", StringComparison.Ordinal))
                continue;
            var setting = subject.Main.Settings.FirstOrDefault(s => s.Line == problem.Line && problem.File == subject.Main.FileName);
            yield return new(problem.IsFatal ? AuditSeverity.Error : AuditSeverity.Warning, AuditKinds.BadValue,
                new(problem.File, problem.Line, setting?.Name ?? "", setting?.Placed?.Head.Text ?? ""), problem.Message);
        }
        foreach (var setting in subject.Main.Effective.Where(s => s.Placed is not null && Comment(s) is not null))
        {
            int at = Comment(setting)!.Value;
            yield return new(AuditSeverity.Error, AuditKinds.CommentInValue, setting.Placed!.PlaceOf(at),
                $"a comment has a line of its own: to Postfix \"{Short(setting.Value[at..])}\" is a part of {setting.Name}", $"{setting.Name} = {setting.Value[..at].TrimEnd(Blanks.All)}");
        }
    }

    // A number sign at the beginning of a word, and not in a text that a person reads.
    private static int? Comment(MainCfSetting setting)
    {
        if (setting.Name.Contains("banner", StringComparison.Ordinal) || setting.Name.Contains("command", StringComparison.Ordinal))
            return null;
        int at = setting.Value.IndexOf('#', StringComparison.Ordinal);
        return at >= 0 && (at == 0 || Blanks.Is(setting.Value[at - 1]) || setting.Value[at - 1] == ',') ? at : null;
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
