namespace Harness.Core.Postfix.Intake;

/// <summary>Where another system has installed Postfix, as whom it runs there, and users that only it has.</summary>
internal static class MachineRule
{
    private const string Nobody = "nobody";

    public static void Apply(IntakeDraft draft)
    {
        foreach (var (parameter, here) in draft.Machine.Installed)
        {
            // A slash at the end names the same directory.
            if (draft.Find(parameter) is { } set && draft.Text(parameter) is { Length: > 0 } text && text.TrimEnd('/') != here.TrimEnd('/'))
            {
                draft.List($"{parameter} = {set.Raw}", set.Place, parameter is "mail_owner" or "setgid_group" ? "another system's user or group" : "another system's directory", here);
                set.ReplaceAll(here);
            }
        }
        if (draft.Find("default_privs") is { } privileges && !draft.Machine.Users.Contains(draft.Text("default_privs")))
        {
            draft.List($"default_privs = {privileges.Raw}", privileges.Place, "no such user", Nobody);
            privileges.ReplaceAll(Nobody);
        }
        // smtpd's lines are found by "postfix" in their tag.
        foreach (var name in draft.Everywhere("syslog_name").Where(a => !a.Raw.StartsWith("postfix", StringComparison.Ordinal) && !a.Raw.Contains('$', StringComparison.Ordinal)))
        {
            draft.List($"syslog_name = {name.Raw}", name.Place, "the harness finds its log lines by it", $"postfix/{name.Raw}");
            name.ReplaceAll($"postfix/{name.Raw}");
        }
    }
}
