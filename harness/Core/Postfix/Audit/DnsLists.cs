using Harness.Core.Postfix.Access.Restrictions;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Audit;

/// <summary>DNS lists whose pattern stops smtpd, or that have none.</summary>
internal static class DnsLists
{
    public static IEnumerable<AuditFinding> Look(EffectiveConfiguration server)
    {
        foreach (string list in RestrictionNames.ListsOf(server.Parameters))
        {
            foreach (var item in ListedRestriction.Read(server.Parameters.Words(list)))
            {
                if (item.Known?.Argument == RestrictionArgument.Zone && item.Argument is { } argument && argument.Place.Line > 0 && Judge(item, argument) is { } finding)
                    yield return finding;
            }
        }
    }

    private static AuditFinding? Judge(ListedRestriction item, PlacedWord argument)
    {
        int equals = argument.Word.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            return item.Is("reject_rbl_client") && !item.OnlyWarns
                ? new(AuditSeverity.Note, AuditKinds.UnfilteredDnsList, argument.Place,
                    $"whatever {argument.Word} answers is a listing: its own refusals (127.255.255.x) and an expired domain turn everybody away",
                    $"reject_rbl_client {argument.Word}=127.0.0.[2..11]")
                { Attacks = ["dnsbl/failing/*"] }
                : null;
        }
        return AnswerPattern.Parse(argument.Word[(equals + 1)..]) is not null ? null
            : new(AuditSeverity.Error, AuditKinds.BadDnsPattern, argument.Place,
                $"{argument.Word[(equals + 1)..]} is no pattern: smtpd dies at the first client it asks about, and postfix check says nothing",
                $"{item.Word.Word} {argument.Word[..equals]}=127.0.0.[2..11]")
            { Attacks = ["dnsbl/*"] };
    }
}
