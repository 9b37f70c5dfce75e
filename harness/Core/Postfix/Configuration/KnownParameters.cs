namespace Harness.Core.Postfix.Configuration;

/// <summary>
/// Which names a release knows in a configuration, and what is to be said of the others, as postconf(1) finds out: a name
/// that is set and that nothing reads is most often a misspelt one.
/// </summary>
public sealed class KnownParameters
{
    private readonly Dictionary<string, ParameterClass> classes = new(StringComparer.Ordinal);
    private readonly Dictionary<MasterService, HashSet<string>> ownNames = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, List<MasterService>> overriders = new(StringComparer.Ordinal);
    private readonly List<ConfigurationProblem> complaints = [];
    private readonly HashSet<ConfigurationProblem> told = [];
    private readonly MainCf main;
    private readonly MasterCf master;
    private readonly ReleaseDefaults release;
    private readonly PostfixRelease asked;

    private KnownParameters(MainCf main, MasterCf master, PostfixRelease asked, MachineFacts machine)
    {
        (this.main, this.master, this.asked) = (main, master, asked);
        release = ReleaseDefaults.Of(asked);
        foreach (var name in release.Names.Append("config_directory"))
            classes[name] = ParameterClass.Builtin;
        foreach (var name in LegacyParameters.Of(release))
            classes[name] = ParameterClass.Legacy;
        foreach (var name in ParameterScope.ReadOnly)
            classes[name] = ParameterClass.ReadOnly;
        foreach (var name in master.ServiceParameters.Keys)
            classes[name] = ParameterClass.Service;

        var budget = new ExpansionBudget();
        var services = master.Services.Where(s => s.Overrides.Count > 0).ToList();
        foreach (var service in services)
        {
            ownNames[service] = new HashSet<string>(StringComparer.Ordinal);
            foreach (var name in service.Overrides.Select(o => o.Name).Distinct(StringComparer.Ordinal))
                (overriders.TryGetValue(name, out var others) ? others : overriders[name] = []).Add(service);
        }
        foreach (var service in services)
            Scan(Last(service.Overrides), service, new ParameterScope(main, master, service, release, machine, budget));
        var scope = new ParameterScope(main, master, null, release, machine, budget);
        ScanDefaults(scope);
        Scan([.. main.Effective], null, scope);
        foreach (var setting in main.Effective)
            Judge(setting, null);
        foreach (var service in services)
        {
            foreach (var setting in Last(service.Overrides))
                Judge(setting, service);
        }
        complaints.Sort((a, b) => (string.CompareOrdinal(a.File, b.File), a.Line.CompareTo(b.Line)).CompareTo((0, 0)));
    }

    /// <summary>
    /// Names that are set and not used, used and not set, that Postfix sets itself, or that go out of use; in Postfix's
    /// words, in the order of the files. None of them stops a program.
    /// </summary>
    public IReadOnlyList<ConfigurationProblem> Complaints => complaints;

    /// <summary>Looks through a configuration.</summary>
    /// <param name="main">Its main.cf.</param>
    /// <param name="master">Its master.cf; null for the one that comes with the release.</param>
    /// <param name="release">The release.</param>
    /// <param name="machine">The machine it runs on; null where it is not known.</param>
    public static KnownParameters Of(MainCf main, MasterCf? master, PostfixRelease release, MachineFacts? machine = null)
        => new(main, master ?? MasterCf.Default(release), release, machine ?? MachineFacts.Named("localhost"));

    /// <summary>What the name is in main.cf; null where nothing reads it.</summary>
    public ParameterClass? ClassOf(string name) => classes.TryGetValue(name, out var found) ? found : null;

    /// <summary>Whether a service reads the name in its <c>-o</c>.</summary>
    public bool IsKnown(string name, MasterService service)
        => classes.ContainsKey(name) || (ownNames.TryGetValue(service, out var own) && own.Contains(name));

    private void Scan(IReadOnlyList<MainCfSetting> settings, MasterService? service, ParameterScope scope)
    {
        if (settings.LastOrDefault(s => s.Name == "smtpd_restriction_classes")?.Placed is { } list)
        {
            foreach (var word in scope.Expand(list).Words())
                Flag(word.Word, word.Place, service, warn: true);
        }
        foreach (var setting in settings.Where(s => s.Placed is not null))
        {
            var place = setting.Placed!.Head;
            var known = ClassOf(setting.Name);
            if (known == ParameterClass.ReadOnly)
            {
                Complain(place, $"read-only parameter assignment: {setting.Name}={Short(setting.Value)}");
                continue;
            }
            if (known == ParameterClass.Legacy && service is null)
                classes[setting.Name] = ParameterClass.User;
            if (release.TypeOf(setting.Name).Kind == ParameterKind.Raw)
                continue;
            scope.Visit(setting.Placed, name => Flag(name, place, service, warn: true));
            if (known is not (ParameterClass.Builtin or ParameterClass.Service))
                continue;
            foreach (var name in TableParameterNames.In(scope.Expand(setting.Placed).ToString(), asked))
                Flag(name, place, service, warn: false);
        }
    }

    // A default that mentions an old name makes a setting of that name one that is used.
    private void ScanDefaults(ParameterScope scope)
    {
        foreach (var (name, value) in release.Values)
        {
            if (value.Text.Contains('$', StringComparison.Ordinal) && release.TypeOf(name).Kind != ParameterKind.Raw && main.Find(name) is null)
                scope.Visit(value, mentioned => Flag(mentioned, value.Head, null, warn: false));
        }
    }

    private void Flag(string name, SettingLine place, MasterService? service, bool warn)
    {
        var isSet = false;
        var setBy = overriders.GetValueOrDefault(name, []);
        if (service is not null && setBy.Contains(service))
        {
            isSet = true;
            ownNames[service].Add(name);
        }
        else if (main.Find(name) is not null)
        {
            isSet = true;
            classes.TryAdd(name, ParameterClass.User);
        }
        if (service is null)
        {
            isSet |= setBy.Count > 0;
            foreach (var other in setBy)
                ownNames[other].Add(name);
        }
        if (warn && !isSet && !classes.ContainsKey(name))
            Complain(place, $"undefined parameter: {Short(name)}");
    }

    private void Judge(MainCfSetting setting, MasterService? service)
    {
        if (setting.Placed is not { Head: var place })
            return;
        var used = service is null ? ClassOf(setting.Name) is not null : IsKnown(setting.Name, service);
        var instead = asked.AtLeast(3, 9) ? ParameterHistory.DeprecatedIn39(setting.Name) : null;
        if (!used)
        {
            Complain(place, instead is null
                ? $"unused parameter: {setting.Name}={Short(setting.Value)}"
                : $"support for parameter {setting.Name} has been removed; instead, {instead}");
        }
        else if (instead is not null)
        {
            Complain(place, $"support for parameter \"{setting.Name}\" will be removed; instead, {instead}");
        }
    }

    private void Complain(SettingLine place, string message)
    {
        var complaint = new ConfigurationProblem(place.File, place.Line, message, false);
        if (told.Add(complaint))
            complaints.Add(complaint);
    }

    private static List<MainCfSetting> Last(IReadOnlyList<MainCfSetting> overrides)
        => [.. overrides.GroupBy(o => o.Name, StringComparer.Ordinal).Select(g => g.Last())];

    private static string Short(string text) => MacroExpansion.Excerpt(text, 0, text.Length);
}
