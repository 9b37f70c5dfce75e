namespace Harness.Core.Postfix.Intake;

/// <summary>
/// A server that is final for no domain hands all mail on. Mail for the first domain it relays for is kept instead, so that a
/// delivery is seen.
/// </summary>
internal static class RelayRule
{
    public static void Apply(IntakeDraft draft, MailboxChoice choice)
    {
        if (choice.Relayed is not { } domain)
            return;
        var table = NextHopRule.Kept([domain]);
        TransportRule.AddKeep(draft);
        if (draft.Find("transport_maps") is { Words.Count: > 0 } maps)
            NextHopRule.First(maps, [domain]);
        else
            draft.Add("transport_maps", table);
        draft.List($"the way to {domain}", draft.Find("relay_domains")?.Place ?? Path.GetFileName(draft.Given.MainCf.FileName),
            "the host behind this one is not in the lab", $"transport_maps = {table} first, which keeps the mail");
    }
}
