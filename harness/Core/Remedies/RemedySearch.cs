using Harness.Core.Evidence;
using Harness.Core.Postfix.Access;
using Harness.Core.Scenarios;

namespace Harness.Core.Remedies;

/// <summary>
/// Looks for the settings that mend a claim, tries each through the access model, and takes the first under which nothing that holds
/// today is lost: no claim of the run, and no ordinary mail.
/// </summary>
internal sealed class RemedySearch
{
    private readonly ServerUnderTest _server;
    private readonly Trial _trial;
    private readonly Attack[] _guards;
    private readonly AccessSession[] _ordinary;
    private readonly Dictionary<string, bool> _harmless = [];

    /// <summary>A search.</summary>
    /// <param name="server">The configuration.</param>
    /// <param name="record">The run.</param>
    /// <param name="guards">The attacks whose claims are not to be lost.</param>
    public RemedySearch(ServerUnderTest server, RunRecord record, IEnumerable<Attack> guards)
    {
        (_server, _trial) = (server, new Trial(record, server.Clients));
        Today = new Foreteller(server, server.Main);
        _guards = [.. guards.Where(a => _trial.Holds(a, Today) == true)];
        _ordinary = [.. OrdinaryMailGuard.Sessions(server).Where(s => Today.Decide(s).IsAccepted)];
    }

    /// <summary>The configuration as it is.</summary>
    public Foreteller Today { get; }

    /// <summary>A configuration that is tried.</summary>
    /// <param name="Changes">What it sets otherwise than today, by parameter.</param>
    /// <param name="Foretold">Whether the model foretells that the claim comes to hold by it.</param>
    public sealed record Found(IReadOnlyDictionary<string, string> Changes, bool Foretold);

    /// <summary>Whether the model foretells that the claim holds under these settings.</summary>
    public bool Holds(Attack attack, IReadOnlyDictionary<string, string> changes) => _trial.Holds(attack, With(changes)) == true;

    /// <summary>Looks for a remedy.</summary>
    /// <param name="attack">The attack that was refuted.</param>
    /// <param name="changed">What is set otherwise than today already.</param>
    /// <param name="mended">Claims that hold by that, and have to go on holding.</param>
    public Found? For(Attack attack, IReadOnlyDictionary<string, string> changed, IReadOnlyList<Attack> mended)
    {
        Foreteller now = With(changed);
        bool? before = _trial.Holds(attack, now);
        foreach ((IReadOnlyDictionary<string, string> change, bool ofList) in RemedyCandidates.Of(attack, now.Parameters, now.Main))
        {
            Dictionary<string, string> all = new(changed);
            foreach ((string parameter, string value) in change)
                all[parameter] = value;
            Foreteller then = With(all);
            bool? after = _trial.Holds(attack, then);
            bool foretold = before == false && after == true;
            // What the model sees fail has to be seen to hold; of what it does not see, a setting may be right all the same.
            bool open = !ofList && before != false && after == before;
            if ((foretold || open) && IsHarmless(all, then) && mended.All(m => _trial.Holds(m, then) == true))
                return new(all, foretold);
        }

        return null;
    }

    private Foreteller With(IReadOnlyDictionary<string, string> changes)
        => changes.Count == 0 ? Today : new Foreteller(_server, ChangedMainCf.Of(_server.Main, changes));

    private bool IsHarmless(Dictionary<string, string> changes, Foreteller then)
    {
        string key = string.Join('\n', changes.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key}={c.Value}"));
        if (!_harmless.TryGetValue(key, out bool harmless))
            _harmless[key] = harmless = _ordinary.All(s => then.Decide(s).IsAccepted) && _guards.All(g => _trial.Holds(g, then) == true);
        return harmless;
    }
}
