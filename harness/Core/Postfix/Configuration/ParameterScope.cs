namespace Harness.Core.Postfix.Configuration;

/// <summary>
/// Where a name gets its value: a service's <c>-o</c>, main.cf, what the machine says, the release's default; and its
/// expansion by all of these. Values are those before expansion.
/// </summary>
internal sealed class ParameterScope
{
    /// <summary>Names that Postfix sets itself and nobody else can.</summary>
    public static readonly IReadOnlySet<string> ReadOnly = new HashSet<string> { "process_id", "process_name", "service_name" };

    private readonly MainCf main;
    private readonly MasterCf master;
    private readonly Dictionary<string, MainCfSetting> overrides = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PlacedText> defaults = new(StringComparer.Ordinal);
    private readonly ExpansionBudget budget;

    public ParameterScope(
        MainCf main, MasterCf master, MasterService? service, ReleaseDefaults release, MachineFacts machine, ExpansionBudget budget)
    {
        (this.main, this.master, Release, this.budget) = (main, master, release, budget);
        foreach (var setting in service?.Overrides ?? [])
            overrides[setting.Name] = setting;
        foreach (var name in LegacyParameters.Of(release))
            Default(name, "");
        Default("process_id", "0");
        Default("process_name", service?.Program ?? "postconf");
        Default("service_name", service?.Name ?? "");
        Default("config_directory", machine.ConfigDirectory);
        Default("myhostname", HostName(machine));
        var host = Explicitly("myhostname") ?? defaults["myhostname"].Text;
        Default("mydomain", host.IndexOf('.', StringComparison.Ordinal) is var dot && dot >= 0 ? host[(dot + 1)..] : "localdomain");
        if (Setting("mynetworks") is null)
        {
            Default("mynetworks", OwnNetworks.Of(
                machine,
                Explicitly("mynetworks_style") ?? Expand("mynetworks_style"),
                Explicitly("inet_interfaces") ?? Expand("inet_interfaces"),
                Explicitly("inet_protocols") ?? Expand("inet_protocols")));
        }
        else
        {
            Default("mynetworks", "");
        }
    }

    public ReleaseDefaults Release { get; }

    /// <summary>What main.cf and the service set; not what nobody can set.</summary>
    public IEnumerable<MainCfSetting> Settings
        => main.Effective.Where(s => !overrides.ContainsKey(s.Name)).Concat(overrides.Values).Where(s => !ReadOnly.Contains(s.Name));

    /// <summary>The names that have a value.</summary>
    public IEnumerable<string> Names
        => Release.Values.Keys.Concat(defaults.Keys).Concat(master.ServiceParameters.Keys).Concat(Settings.Select(s => s.Name)).Distinct();

    /// <summary>What sets the parameter, or null.</summary>
    public MainCfSetting? Setting(string name)
        => ReadOnly.Contains(name) ? null : overrides.GetValueOrDefault(name) ?? main.Find(name);

    /// <summary>The value before expansion, or null for a name without one.</summary>
    public PlacedText? Raw(string name) => Setting(name)?.Placed ?? DefaultOf(name);

    /// <summary>The default before expansion, or null for a name that Postfix does not know.</summary>
    public PlacedText? DefaultOf(string name)
        => Release.Values.GetValueOrDefault(name) ?? defaults.GetValueOrDefault(name) ?? master.ServiceParameters.GetValueOrDefault(name);

    public ExpandedText Expand(PlacedText value)
        => new MacroExpansion(Raw, HasLevels, budget).Expand(value);

    /// <summary>
    /// What a setting expands to while no default is known yet, or null where nothing sets it or it cannot be expanded:
    /// so are names read that the defaults of others are made of (mail_conf_lookup_eval()).
    /// </summary>
    public string? Explicitly(string name)
    {
        if (Setting(name)?.Placed is not { } value)
            return null;
        var text = new MacroExpansion(n => Setting(n)?.Placed, HasLevels, budget).Expand(value);
        return text.Error is null ? text.ToString() : null;
    }

    /// <summary>Calls for each name that a value mentions, in whatever branch.</summary>
    public void Visit(PlacedText value, Action<string> seen)
        => new MacroExpansion(
            name =>
            {
                seen(name);
                return null;
            },
            HasLevels, budget, visitsAll: true).Expand(value);

    private bool HasLevels => Release.Release.AtLeast(3, 6);

    private string Expand(string name) => Raw(name) is { } value ? Expand(value).ToString() : "";

    private string HostName(MachineFacts machine) => machine.HostName.Contains('.', StringComparison.Ordinal)
        ? machine.HostName
        : $"{machine.HostName}.{Explicitly("mydomain") ?? "localdomain"}";

    private void Default(string name, string value)
        => defaults.TryAdd(name, PlacedText.At(SettingLine.Default("main.cf", name), value));
}
