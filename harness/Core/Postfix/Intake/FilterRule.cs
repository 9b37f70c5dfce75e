namespace Harness.Core.Postfix.Intake;

/// <summary>
/// Programs that are asked about mail: policy services, milters, content filters. Without them smtpd would answer 451, and
/// queued mail would wait.
/// </summary>
internal static class FilterRule
{
    private const string Dunno = "static:DUNNO";

    private static readonly string[] _proxies = ["smtpd_proxy_filter", "content_filter"];

    public static void Apply(IntakeDraft draft)
    {
        foreach (var set in draft.All)
        {
            if (set.Name is "smtpd_milters" or "non_smtpd_milters")
                Milters(draft, set);
            else if (_proxies.Contains(set.Name) && draft.Expansion.Of(set.Raw).Length > 0)
                Filter(draft, set);
            else
                Policies(draft, set);
        }
    }

    private static void Milters(IntakeDraft draft, Assignment set)
    {
        Word[] milters = [.. set.Words.Where(w => !w.Text.StartsWith('$'))];
        if (milters.Length == 0)
            return;
        foreach (var milter in milters)
            draft.List($"{set.Name}: {milter.Text}", set.PlaceOf(milter), "a milter that is not in the lab", "none: nobody is asked");
        if (milters.Length == set.Words.Count)
            set.ReplaceAll("");
        else
            foreach (var milter in milters)
                set.Replace(milter, "");
    }

    private static void Filter(IntakeDraft draft, Assignment set)
    {
        draft.List($"{set.Name} = {set.Raw}", set.Place, "a filter that is not in the lab", "none: mail goes on unfiltered");
        set.ReplaceAll("");
        // Before a filter, addresses are left for the instance behind it to rewrite; here there is none.
        foreach (var overrides in draft.Everywhere("receive_override_options"))
        {
            foreach (var word in overrides.Words.Where(w => w.Text == "no_address_mappings" && overrides.Now(w).Length > 0))
            {
                overrides.Replace(word, "");
                draft.List($"receive_override_options: {word.Text}", overrides.PlaceOf(word), "the filter is gone, so addresses are rewritten at once", "none");
            }
        }
    }

    // check_client_access static:DUNNO stands for a service that has no opinion: the list keeps its places.
    private static void Policies(IntakeDraft draft, Assignment set)
    {
        for (var i = 0; i + 1 < set.Words.Count; i++)
        {
            if (!set.Words[i].Text.Equals("check_policy_service", StringComparison.OrdinalIgnoreCase))
                continue;
            var service = set.Words[i + 1];
            set.Replace(set.Words[i], "check_client_access");
            set.Replace(service, Dunno);
            draft.List($"check_policy_service {service.Text}", set.PlaceOf(set.Words[i]), "a service that is not in the lab", $"check_client_access {Dunno}");
        }
    }
}
