namespace Harness.Core.Postfix.Audit;

/// <summary>Settings that a later line of main.cf sets again.</summary>
internal static class OverriddenSettings
{
    public static IEnumerable<AuditFinding> Look(AuditSubject subject)
    {
        foreach (var same in subject.Main.Settings.GroupBy(s => s.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            var last = same.Last();
            foreach (var earlier in same.SkipLast(1).Where(s => s.Placed is not null))
            {
                bool isSame = earlier.Value == last.Value;
                yield return new(isSame ? AuditSeverity.Note : AuditSeverity.Warning, AuditKinds.Overridden, earlier.Placed!.Head,
                    $"line {last.Line} sets {same.Key} again" + (isSame ? ", to the same value" : " to something else, and the last line counts"),
                    $"remove this line, or line {last.Line}");
            }
        }
    }
}
