using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Audit;

/// <summary>Classes of restrictions that nothing names.</summary>
internal static class RestrictionClasses
{
    public static IEnumerable<AuditFinding> Look(AuditSubject subject)
    {
        var servers = subject.Smtpds;
        var classes = servers.SelectMany(s => s.Parameters.Words("smtpd_restriction_classes")).Where(w => w.Place.Line > 0).DistinctBy(w => w.Word).ToList();
        if (classes.Count == 0)
            yield break;
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var server in servers)
        {
            foreach (string list in RestrictionNames.Lists.Concat(classes.Select(c => c.Word)))
            {
                foreach (var item in ListedRestriction.Read(server.Parameters.Words(list)))
                {
                    named.Add(item.Word.Word);
                    if (item.Table is { } table && !Collect(subject.Opener.Open(table), named))
                        yield break;
                }
            }
        }
        foreach (var unused in classes.Where(c => !named.Contains(c.Word)))
        {
            yield return new(AuditSeverity.Note, AuditKinds.UnusedClass, unused.Place,
                $"no list and no table names the class {unused.Word}", $"remove {unused.Word} from smtpd_restriction_classes");
        }
    }

    // False where a table's values cannot be known: it may name any class.
    private static bool Collect(LookupTable table, HashSet<string> named)
    {
        foreach (var answer in table.Answers)
        {
            if (answer.Status == LookupStatus.Unknown)
                return false;
            foreach (string word in ListWords.Of(answer.Value))
                named.Add(word);
        }
        return true;
    }
}
