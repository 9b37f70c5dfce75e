using Harness.Core.Postfix.Configuration;
using Harness.Core.Scenarios;

namespace Harness.Core.Remedies;

/// <summary>The settings that may mend a claim: those its attack names, and restrictions that were to decide.</summary>
internal static class RemedyCandidates
{
    private const string ListName = "_restrictions";

    private static readonly string[] _lists =
        ["smtpd_client_restrictions", "smtpd_helo_restrictions", "smtpd_sender_restrictions", "smtpd_relay_restrictions", "smtpd_recipient_restrictions"];

    /// <summary>The likeliest first.</summary>
    /// <returns>Values by parameter, and whether one of them is a list; nothing that is so already.</returns>
    public static IEnumerable<(IReadOnlyDictionary<string, string> Changes, bool OfList)> Of(Attack attack, ServiceParameters parameters, MainCf main)
    {
        var settings = attack.Paste.Where(p => !IsList(p.Key)).ToDictionary();
        // A name that this release does not know would do nothing.
        if (settings.Keys.Any(k => !ReleaseDefaults.Of(parameters.Release).Values.ContainsKey(k)))
            yield break;
        Dictionary<string, string> changed = settings.Where(s => parameters.Text(s.Key) != s.Value).ToDictionary();
        if (settings.Count > 0 && changed.Count > 0)
            yield return (changed, false);
        foreach ((string list, RestrictionItem wanted) in Wanted(attack))
        {
            foreach (string place in Places(list, wanted, main))
            {
                List<RestrictionItem> items = Items(place, parameters, main);
                foreach (IReadOnlyList<RestrictionItem> value in ListPlaces.Of(items, wanted, Own(parameters)))
                    yield return (new Dictionary<string, string>(changed) { [place] = RestrictionItem.Write(value) }, true);
            }
        }
    }

    private static bool IsList(string parameter) => parameter.EndsWith(ListName, StringComparison.Ordinal);

    // A remedy in words that names a file of tables, or says to take something out, has no lines: an attack without any is asked for the
    // restriction that was to decide.
    private static IEnumerable<(string List, RestrictionItem Wanted)> Wanted(Attack attack)
    {
        IEnumerable<(string? List, string Text)> texts = attack.Paste.Count > 0
            ? attack.Paste.Where(p => IsList(p.Key)).Select(p => ((string?)p.Key, p.Value))
            : attack.Pass.SelectMany(e => e.Restriction).Where(r => !r.Contains('*', StringComparison.Ordinal)).Distinct().Select(r => ((string?)null, r));
        foreach ((string? list, string text) in texts)
        {
            if (RestrictionItem.Read(ListWords.In(text).Select(r => text[r])) is [{ IsIncomplete: false } wanted])
                yield return (list ?? wanted.OwnList, wanted);
        }
    }

    // Where it stands in another list, that is where it belongs.
    private static IEnumerable<string> Places(string list, RestrictionItem wanted, MainCf main)
    {
        string[] standing = [.. _lists.Where(l => RestrictionItem.Read(main.Items(l).Select(i => i.Word)).Any(i => i.IsOf(wanted)))];
        return standing.Contains(list) ? standing.OrderByDescending(l => l == list) : standing.Append(list);
    }

    // As it is written, with its $names; where it is not set, what the release has.
    private static List<RestrictionItem> Items(string list, ServiceParameters parameters, MainCf main)
        => RestrictionItem.Read(main.Find(list) is { } setting ? setting.Items().Select(i => i.Word) : parameters.Words(list).Select(w => w.Word));

    private static RestrictionItem[] Own(ServiceParameters parameters)
        => [new("permit_mynetworks", null, false), .. parameters.Flag("smtpd_sasl_auth_enable") == true ? [new RestrictionItem("permit_sasl_authenticated", null, false)] : Array.Empty<RestrictionItem>()];
}
