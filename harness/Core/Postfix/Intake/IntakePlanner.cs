namespace Harness.Core.Postfix.Intake;

/// <summary>
/// Makes a configuration from anywhere fit to run in a lab: what it names and the lab cannot have is replaced by something that
/// has nothing to say, and listed; everything else stays as it is. Pure: what it decides, somebody else does.
/// </summary>
public static class IntakePlanner
{
    /// <summary>What a configuration becomes. Never fails: what it does not understand stays as written, for Postfix to judge.</summary>
    public static IntakePlan Of(GivenConfiguration given, LabMachine machine)
    {
        var draft = new IntakeDraft(given, machine);
        // Names come first, since paths and domains are made of them; domains before the tables that hold them.
        NameRule.Apply(draft);
        MachineRule.Apply(draft);
        AddressRule.Apply(draft);
        MasterRule.Apply(draft);
        FilterRule.Apply(draft);
        SaslRule.Apply(draft);
        TransportRule.Apply(draft);
        var mailboxes = MailboxRule.Decide(draft);
        TableRule.Apply(draft, mailboxes);
        TlsFileRule.Apply(draft);
        DeliveryRule.Apply(draft);
        LimitRule.Apply(draft);
        NextHopRule.Apply(draft, mailboxes);
        RelayRule.Apply(draft, mailboxes);
        return draft.Done(mailboxes.Seen);
    }
}
