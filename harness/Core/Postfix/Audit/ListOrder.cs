using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Audit;

/// <summary>Restrictions that are never reached, or can decide nothing where they stand.</summary>
internal static class ListOrder
{
    public static IEnumerable<AuditFinding> Look(AuditSubject subject, EffectiveConfiguration server)
    {
        var parameters = server.Parameters;
        foreach (string list in RestrictionNames.ListsOf(parameters))
        {
            var items = ListedRestriction.Read(parameters.Words(list));
            int end = items.FindIndex(r => r.EndsTheList || PermitsAll(r, subject));
            if (end >= 0 && end + 1 < items.Count && items[end + 1].Word.Place.Line > 0)
                yield return Unreached(items, end, list);
            for (int i = 0; i < (end < 0 ? items.Count : end); i++)
            {
                if (items[i].Word.Place.Line > 0 && (Idle(items, i, list) ?? WithoutSasl(items[i], subject)) is { } finding)
                    yield return finding;
            }
            if (list == "smtpd_helo_restrictions" && !parameters.IsOn("smtpd_helo_required")
                && items.Find(r => r.Known?.Name is "reject_non_fqdn_helo_hostname" or "reject_invalid_helo_hostname" or "reject_unknown_helo_hostname") is { Word.Place.Line: > 0 } helo)
            {
                yield return new(AuditSeverity.Warning, AuditKinds.WithoutEffect, helo.Word.Place, "a client that sends no HELO at all passes every check of HELO names", "smtpd_helo_required = yes")
                { Attacks = ["helo/missing/*"] };
            }
        }
    }

    /// <summary>Whether an access check lets everybody through: a static table that says OK.</summary>
    public static bool PermitsAll(ListedRestriction item, AuditSubject subject) =>
        !item.OnlyWarns && item.Table is { } table && table.Word.StartsWith("static:", StringComparison.Ordinal)
        && AccessValue.Permits(subject.Opener.Open(table).Find("x").Value);

    private static AuditFinding Unreached(List<ListedRestriction> items, int end, string list)
    {
        var next = items[end + 1];
        string others = items.Count - end > 2 ? $"{next.Spelt} and {items.Count - end - 2} more" : next.Spelt;
        return new(AuditSeverity.Warning, AuditKinds.Unreachable, next.Word.Place,
            $"{others} in {list} decide nothing: {items[end].Spelt} before it (line {items[end].Word.Place.Line}) ends the list for everybody",
            $"put {items[end].Spelt} last, or remove what follows it");
    }

    private static AuditFinding? Idle(List<ListedRestriction> items, int i, string list)
    {
        var item = items[i];
        var earlier = items.Take(i).FirstOrDefault(e => Repeats(e, item));
        if (earlier is not null)
        {
            return new(AuditSeverity.Note, AuditKinds.Duplicate, item.Word.Place,
                $"{item.Spelt} stands in {list} already (line {earlier.Word.Place.Line}); a second time it decides nothing", $"remove {item.Spelt}");
        }
        if (item.Is("reject_invalid_helo_hostname") && items.Take(i).Any(e => e.Is("reject_non_fqdn_helo_hostname") && !e.OnlyWarns))
        {
            return new(AuditSeverity.Note, AuditKinds.WithoutEffect, item.Word.Place,
                "reject_non_fqdn_helo_hostname before it turns away all but internationalised names that reject_invalid_helo_hostname would",
                "reject_invalid_helo_hostname, reject_non_fqdn_helo_hostname");
        }
        return null;
    }

    private static AuditFinding? WithoutSasl(ListedRestriction item, AuditSubject subject) =>
        item.Is("permit_sasl_authenticated") && !subject.Smtpds.Any(s => s.Parameters.IsOn("smtpd_sasl_auth_enable"))
            ? new(AuditSeverity.Note, AuditKinds.WithoutEffect, item.Word.Place, "permit_sasl_authenticated never matches while smtpd_sasl_auth_enable is off", "smtpd_sasl_auth_enable = yes")
            : null;

    private static bool Repeats(ListedRestriction earlier, ListedRestriction item) =>
        !earlier.OnlyWarns && !item.OnlyWarns && item.Known?.Argument is not (RestrictionArgument.Service or RestrictionArgument.Seconds)
        && earlier.Spelt.Equals(item.Spelt, StringComparison.OrdinalIgnoreCase);
}
