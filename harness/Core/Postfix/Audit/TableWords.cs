using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Audit;

/// <summary>Tables that the configuration names: types that do not exist, files that are not there, lines that are left out.</summary>
internal static class TableWords
{
    private static readonly string[] Lists = [.. AddressClasses.DomainLists, "alias_database", "smtpd_authorized_xclient_hosts"];

    public static IEnumerable<AuditFinding> Look(AuditSubject subject)
    {
        foreach (var word in subject.Smtpds.SelectMany(s => Named(s.Parameters, subject.Main)).Where(w => w.Place.Line > 0).DistinctBy(w => (w.Word, w.Place.Line)))
        {
            string bare = word.Word.StartsWith("proxy:", StringComparison.Ordinal) ? word.Word["proxy:".Length..] : word.Word;
            string type = bare[..Math.Max(0, bare.IndexOf(':', StringComparison.Ordinal))];
            if (type.Length > 0 && !TableTypes.IsKnown(type))
            {
                var meant = NearestName.Of(type, TableTypes.Names);
                yield return new(AuditSeverity.Error, AuditKinds.UnknownTableType, word.Place,
                    $"Postfix has no tables of the type {type}: each lookup in {word.Word} is an error", meant is null ? null : $"{meant}:{bare[(type.Length + 1)..]}");
                continue;
            }
            foreach (var problem in subject.Opener.Open(word).Problems)
            {
                bool isFatal = problem.IsFatal;
                yield return new(isFatal ? AuditSeverity.Error : AuditSeverity.Warning, isFatal ? AuditKinds.MissingTable : AuditKinds.TableLine, problem.Place,
                    isFatal ? $"{word.Word} cannot be used, each lookup is an error: {problem.Message}" : $"{word.Word}: {problem.Message}");
            }
        }
    }

    private static IEnumerable<PlacedWord> Named(ServiceParameters parameters, MainCf main)
    {
        foreach (string list in RestrictionNames.ListsOf(parameters))
        {
            foreach (var item in ListedRestriction.Read(parameters.Words(list)))
            {
                if (item.Table is { } table && !table.Word.StartsWith('{') && table.Word.Contains(':', StringComparison.Ordinal))
                    yield return table;
            }
        }
        foreach (string name in main.Effective.Select(s => s.Name).Where(n => n.EndsWith("_maps", StringComparison.Ordinal) || Lists.Contains(n, StringComparer.Ordinal)))
        {
            if (parameters.Find(name) is not { } value)
                continue;
            foreach (var word in value.Words.Select(w => w with { Word = w.Word.TrimStart('!') }).Where(w => w.Word.Contains(':', StringComparison.Ordinal) && w.Word[0] is not ('[' or '/' or '{')))
                yield return word;
        }
    }
}
