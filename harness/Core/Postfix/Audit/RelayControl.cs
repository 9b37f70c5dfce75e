using Harness.Core.Postfix.Access.Compiling;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Audit;

/// <summary>
/// Whether strangers can pass the relay control: mail is relayed where neither smtpd_relay_restrictions nor
/// smtpd_recipient_restrictions turns it away.
/// </summary>
internal static class RelayControl
{
    private static readonly string[] Lists = ["smtpd_relay_restrictions", "smtpd_recipient_restrictions"];
    private static readonly string[] Controls = ["reject_unauth_destination", "defer_unauth_destination", "reject", "defer", "check_relay_domains"];

    public static IEnumerable<AuditFinding> Look(AuditSubject subject, EffectiveConfiguration server)
    {
        var parameters = server.Parameters;
        if (StartUp.Complaint(parameters) is { } complaint)
        {
            var place = parameters.Find("smtpd_recipient_restrictions") is { IsSet: true } set ? set.Place
                : parameters.Find("smtpd_relay_restrictions")?.Place ?? SettingLine.Default(subject.Main.FileName, "smtpd_relay_restrictions");
            yield return new(AuditSeverity.Error, AuditKinds.DoesNotStart, place, $"smtpd stops before its first client{(subject.Master is null ? ", unless its -o in master.cf say otherwise" : "")}: {complaint}",
                complaint.StartsWith("in parameter", StringComparison.Ordinal) ? "smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination" : null);
        }
        for (int i = 0; i < Lists.Length; i++)
        {
            if (Hole(subject, parameters, Lists[i]) is not { Word.Place.Line: > 0 } hole)
                continue;
            bool isOpen = !Protects(subject, parameters, Lists[1 - i]);
            // A list that ends without relay control is as good as one that ends in permit, where the other list has it.
            if (!isOpen && !ListedRestriction.Read(parameters.Words(Lists[i])).Exists(IsControl))
                continue;
            yield return new(isOpen ? AuditSeverity.Error : AuditSeverity.Warning, isOpen ? AuditKinds.OpenRelay : AuditKinds.RelayRisk, hole.Word.Place,
                isOpen ? $"{hole.Spelt} lets strangers past {Lists[i]} before anything stops a relay: mail from anybody to anywhere is taken"
                    : $"{hole.Spelt} lets strangers past {Lists[i]} before its relay control; only {Lists[1 - i]} keeps this from being an open relay",
                $"put reject_unauth_destination before {hole.Spelt}")
            { Attacks = ["relay/*"] };
        }
        foreach (string list in Lists)
        {
            foreach (var risk in Before(parameters, list).Where(r => r.Word.Place.Line > 0 && !r.OnlyWarns).Select(r => Risk(r)).OfType<AuditFinding>())
                yield return risk;
        }
    }

    // The restrictions before the first that stops a relay.
    private static IEnumerable<ListedRestriction> Before(ServiceParameters parameters, string list) =>
        ListedRestriction.Read(parameters.Words(list)).TakeWhile(r => !IsControl(r));

    private static bool IsControl(ListedRestriction item) => !item.OnlyWarns && Array.Exists(Controls, item.Is);

    private static bool Protects(AuditSubject subject, ServiceParameters parameters, string list) =>
        Hole(subject, parameters, list) is null && ListedRestriction.Read(parameters.Words(list)).Exists(IsControl);

    private static ListedRestriction? Hole(AuditSubject subject, ServiceParameters parameters, string list) =>
        Before(parameters, list).FirstOrDefault(r => !r.OnlyWarns && (r.Is("permit") || ListOrder.PermitsAll(r, subject) || PermitsForgeries(r, subject)));

    // A sender or a HELO name is what the client says it is: a table that answers OK to one opens the relay to whoever says it.
    private static bool PermitsForgeries(ListedRestriction item, AuditSubject subject) =>
        item.Known?.Name is "check_sender_access" or "check_helo_access" && item.Argument is { } table
        && subject.Opener.Open(table).Answers.Any(a => a.Status == LookupStatus.Found && AccessValue.Permits(a.Value));

    private static AuditFinding? Risk(ListedRestriction item) => item.Known?.Name switch
    {
        "permit_mx_backup" => new(AuditSeverity.Warning, AuditKinds.RelayRisk, item.Word.Place,
            "permit_mx_backup relays for every domain whose MX records name this server, and those are written by others", "relay_domains = the domains that this server is a backup for"),
        "permit_tls_all_clientcerts" => new(AuditSeverity.Warning, AuditKinds.RelayRisk, item.Word.Place,
            "permit_tls_all_clientcerts relays for every certificate of every authority that is trusted", "permit_tls_clientcerts"),
        "permit_naked_ip_address" => new(AuditSeverity.Error, AuditKinds.RelayRisk, item.Word.Place,
            "permit_naked_ip_address lets through whoever says HELO with an address", "permit_mynetworks")
        { Attacks = ["relay/*"] },
        _ => null,
    };
}
