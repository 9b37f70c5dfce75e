using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Audit;

/// <summary>Words in lists that are no restrictions, old names, and restrictions without what they need.</summary>
internal static class RestrictionWords
{
    public static IEnumerable<AuditFinding> Look(AuditSubject subject, EffectiveConfiguration server)
    {
        string[] classes = [.. server.Parameters.Words("smtpd_restriction_classes").Select(w => w.Word)];
        foreach (string list in RestrictionNames.ListsOf(server.Parameters))
        {
            foreach (var item in ListedRestriction.Read(server.Parameters.Words(list)).Where(r => r.Word.Place.Line > 0))
            {
                if (Judge(item, classes, subject, list, server) is { } finding)
                    yield return finding;
            }
        }
    }

    private static AuditFinding? Judge(ListedRestriction item, string[] classes, AuditSubject subject, string list, EffectiveConfiguration server)
    {
        var place = item.Word.Place;
        string name = item.Word.Word;
        if (item.Table is { } table && table.Word.StartsWith('{') && !item.Is("check_ccert_access"))
        {
            return new(AuditSeverity.Error, AuditKinds.MissingArgument, table.Place,
                $"a table in braces is for check_ccert_access only: who comes as far as {table.Word} is told 451 Server configuration error", $"{(item.Known is null ? "" : $"{name} ")}{Bare(table.Word)}");
        }
        if (item.Known is null)
            return item.Table is not null || classes.Contains(name, StringComparer.Ordinal) ? null : Unknown(item.Word, classes, list, server);
        if (item.Known.Instead is not null)
        {
            bool gone = item.Known.IsGone && subject.Release.AtLeast(3, 9);
            return new(gone ? AuditSeverity.Error : item.Known.IsGone ? AuditSeverity.Warning : AuditSeverity.Note, AuditKinds.OldRestriction, place,
                gone ? $"{name} is gone: every client is told 451 Server configuration error" : $"{name} goes by another name today", $"instead: {item.Known.Instead}");
        }
        if (item.Known.Argument is not { } needed)
            return null;
        // Without a zone smtpd warns in its log and asks the next restriction (smtpd_check.c, generic_checks).
        if (item.Argument is null)
            return Missing(place, $"{name} stands without its {Words(needed)}: {(needed == RestrictionArgument.Zone ? "it asks no list, and decides nothing" : "every client is told 451 Server configuration error")}", name, needed);
        string argument = item.Argument.Word;
        if (RestrictionName.Find(argument) is not null)
            return Missing(place, $"{name} takes the next word, {argument}, for its {Words(needed)}", name, needed);
        return needed == RestrictionArgument.Table && !argument.Contains(':', StringComparison.Ordinal)
            ? Missing(place, $"{name} needs a type:table, and {argument} has no type: every client is told 451 Server configuration error", name, needed)
            : null;
    }

    private static AuditFinding Unknown(PlacedWord word, string[] classes, string list, EffectiveConfiguration server)
    {
        string name = word.Word;
        string consequence = "who comes as far as this word is told 451 Server configuration error";
        if (server.Parameters.Find(name) is { IsSet: true })
        {
            return new(AuditSeverity.Error, AuditKinds.UnknownRestriction, word.Place,
                $"{name} is set as a class of restrictions, and smtpd_restriction_classes does not name it: {consequence}", $"smtpd_restriction_classes = {string.Join(", ", classes.Append(name))}");
        }
        var meant = NearestName.Of(name, RestrictionName.Current.Concat(classes));
        if (meant is null && LooksLikeZone(name))
        {
            return new(AuditSeverity.Error, AuditKinds.UnknownRestriction, word.Place,
                $"{name} in {list} has no restriction before it, each zone needs its own: {consequence}", $"reject_rbl_client {name}");
        }
        return new(AuditSeverity.Error, AuditKinds.UnknownRestriction, word.Place,
            $"{name} in {list} is no restriction" + (meant is null ? "" : $", {meant} is one") + $": {consequence}", meant);
    }

    private static bool LooksLikeZone(string name) => name.Contains('.', StringComparison.Ordinal) && char.IsAsciiLetter(name[^1]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-');

    private static AuditFinding Missing(SettingLine place, string reason, string name, RestrictionArgument needed) => new(
        AuditSeverity.Error, AuditKinds.MissingArgument, place, reason, $"{name} " + needed switch
        {
            RestrictionArgument.Table => "hash:/etc/postfix/access",
            RestrictionArgument.Zone => "zen.spamhaus.org=127.0.0.[2..11]",
            RestrictionArgument.Service => "inet:127.0.0.1:10023",
            _ => "1",
        });

    private static string Bare(string braced) => ListWords.Of(braced.Trim('{', '}')).FirstOrDefault("");

    private static string Words(RestrictionArgument needed) => needed switch
    {
        RestrictionArgument.Table => "table",
        RestrictionArgument.Zone => "zone",
        RestrictionArgument.Service => "service",
        _ => "number of seconds",
    };
}
