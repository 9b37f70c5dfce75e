namespace Harness.Core.Postfix.Intake;

/// <summary>Where mail is put down: directories of another host, and programs that only it has.</summary>
internal static class DeliveryRule
{
    public static void Apply(IntakeDraft draft)
    {
        foreach (var set in draft.Everywhere("virtual_mailbox_base", "mail_spool_directory"))
        {
            var path = draft.Expansion.Of(set.Raw).Trim().TrimEnd('/');
            if (path.StartsWith('/') && path.Length > 1 && !draft.Machine.Paths.Contains(path))
            {
                draft.Make(new MadeDirectory(path, ForEverybody: true));
                draft.List($"{set.Name} = {set.Raw}", set.Place, "it is not in the lab", "a directory of that name that everybody can write to");
            }
        }
        foreach (var command in draft.Everywhere("mailbox_command").Where(a => a.Raw.Length > 0))
        {
            draft.List($"mailbox_command = {command.Raw}", command.Place, "a program that is not in the lab", "none: mail goes to the mailbox");
            command.ReplaceAll("");
        }
    }
}
