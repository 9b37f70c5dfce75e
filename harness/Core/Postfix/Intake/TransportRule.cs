namespace Harness.Core.Postfix.Intake;

/// <summary>
/// Who delivers: LMTP servers, other hosts and programs that are not in the lab. What goes to them is kept by the lab, so that
/// a delivery is still seen.
/// </summary>
internal static class TransportRule
{
    /// <summary>The service that keeps mail.</summary>
    public const string Keep = "harness-keep";

    private static readonly string[] _home = ["virtual_transport", "local_transport", "mailbox_transport", "fallback_transport"];
    private static readonly string[] _onward = ["default_transport", "relay_transport"];
    private static readonly string[] _tables = ["transport_maps", "sender_dependent_default_transport_maps", "mailbox_transport_maps", "fallback_transport_maps"];

    public static void Apply(IntakeDraft draft)
    {
        foreach (var set in draft.Everywhere([.. _home, .. _onward]))
        {
            var value = draft.Expansion.Of(set.Raw).Trim();
            var colon = value.IndexOf(':', StringComparison.Ordinal);
            var (name, nexthop) = colon < 0 ? (value, "") : (value[..colon], value[(colon + 1)..]);
            if (value.Length > 0)
                Transport(draft, set, name, nexthop);
        }
        foreach (var name in draft.Everywhere(_tables).SelectMany(a => NamesIn(draft, a)).Distinct().ToArray())
            PipeOf(draft, name);
    }

    /// <summary>Adds the service that keeps mail, once.</summary>
    public static void AddKeep(IntakeDraft draft) => AddPipe(draft, Keep);

    private static void Transport(IntakeDraft draft, Assignment set, string name, string nexthop)
    {
        var isHome = _home.Contains(set.Name);
        var service = draft.Services.FirstOrDefault(s => s.Type == "unix" && s.Name.Text == name);
        var command = service?.Command ?? (draft.Services.Count == 0 && draft.Machine.Services.Contains(name) ? name : null);
        switch (command)
        {
            case "lmtp":
            case "smtp" or "relay" when isHome:
                draft.List($"{set.Name} = {set.Raw}", set.Place, "a server that is not in the lab", $"{Keep}, which keeps the mail");
                set.ReplaceAll($"{Keep}:");
                AddKeep(draft);
                break;
            case "smtp" or "relay" when nexthop.Length > 0:
                draft.List($"{set.Name} = {set.Raw}", set.Place, "a host that is not in the lab", $"{name}: mail goes straight to the lab's exchangers");
                set.ReplaceAll(name);
                break;
            case "pipe":
                PipeOf(draft, name);
                break;
            case null:
                draft.List($"{set.Name} = {set.Raw}", set.Place, $"master.cf has no service {name}", "a service of that name, which keeps the mail");
                AddPipe(draft, name);
                break;
        }
    }

    // Programs and users of another system.
    private static void PipeOf(IntakeDraft draft, string name)
    {
        if (draft.Services.FirstOrDefault(s => s is { Type: "unix", Command: "pipe" } && s.Name.Text == name) is not { } pipe)
            return;
        var user = pipe.Arguments.FirstOrDefault(a => a.Text.StartsWith("user=", StringComparison.Ordinal));
        var from = pipe.Arguments.ToList().FindIndex(a => a.Text.StartsWith("argv=", StringComparison.Ordinal));
        if (from < 0 || pipe.Text.Now(pipe.Arguments[from]).EndsWith(draft.Machine.Keeper, StringComparison.Ordinal)
            || (draft.Machine.Paths.Contains(pipe.Arguments[from].Text[5..]) && user is not null && draft.Machine.Users.Contains(user.Text[5..].Split(':')[0])))
            return;
        draft.List($"{name}: {string.Join(' ', pipe.Arguments.Skip(from).Select(a => a.Text))}", $"master.cf:{pipe.Arguments[from].Line}", "a program that is not in the lab", $"{draft.Machine.Keeper}, which keeps the mail");
        pipe.Text.Replace(pipe.Arguments[from], $"argv={draft.Machine.Keeper}");
        foreach (var argument in pipe.Arguments.Skip(from + 1))
            pipe.Text.Replace(argument, "");
        if (user is not null)
            pipe.Text.Replace(user, $"user={draft.Machine.User}");
        foreach (var flags in pipe.Arguments.Take(from).Where(a => a.Text.StartsWith("flags=", StringComparison.Ordinal)))
            pipe.Text.Replace(flags, "flags=FB>");
    }

    private static void AddPipe(IntakeDraft draft, string name)
    {
        var line = $"{name} unix - n n - - pipe flags=FB> user={draft.Machine.User} argv={draft.Machine.Keeper}";
        if (!draft.MasterLines.Contains(line))
            draft.MasterLines.Add(line);
    }

    // The right-hand sides of tables that were given, as far as they are text.
    private static IEnumerable<string> NamesIn(IntakeDraft draft, Assignment set)
        => set.Words.Select(w => draft.Expansion.Of(w.Text)).Select(w => w[(w.LastIndexOf(':') + 1)..])
            .Select(draft.Given.Find).OfType<string>().Select(draft.Given.Read).OfType<string>()
            .SelectMany(t => t.Split('\n')).Where(l => !l.StartsWith('#'))
            .Select(l => l.Split([' ', '\t'], 2, StringSplitOptions.RemoveEmptyEntries)).Where(l => l.Length == 2 && l[1].Contains(':', StringComparison.Ordinal))
            .Select(l => l[1].Trim()[..l[1].Trim().IndexOf(':', StringComparison.Ordinal)]);
}
