using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Intake;

/// <summary>A plan in the making: the given files, what is asked of them, and what was decided so far.</summary>
internal sealed class IntakeDraft
{
    private readonly EditedText _mainCf;
    private readonly Dictionary<string, Assignment> _main = new(StringComparer.Ordinal);
    private readonly List<(string Name, string Value)> _added = [];
    private readonly List<StandIn> _standIns = [];
    private readonly Dictionary<string, IntakeFile> _files = new(StringComparer.Ordinal);

    public IntakeDraft(GivenConfiguration given, LabMachine machine)
    {
        (Given, Machine) = (given, machine);
        _mainCf = new EditedText(given.MainCfText);
        foreach (var setting in given.MainCf.Settings.Where(s => given.MainCf.Find(s.Name) == s))
            _main[setting.Name] = Of(setting);
        Services = given.MasterCfText is { } text ? [.. MasterService.Read(text)] : [];
        Options = [.. Services.SelectMany(s => s.Options(MasterName))];
        Expansion = new Expansion(Value, machine);
    }

    private const string MasterName = "master.cf";

    public GivenConfiguration Given { get; }

    public LabMachine Machine { get; }

    public Expansion Expansion { get; }

    /// <summary>The entries of the user's master.cf.</summary>
    public IReadOnlyList<MasterService> Services { get; }

    /// <summary>What its <c>-o</c> set.</summary>
    public IReadOnlyList<Assignment> Options { get; }

    /// <summary>Lines to add to master.cf.</summary>
    public List<string> MasterLines { get; } = [];

    /// <summary>Known users by domain.</summary>
    public Dictionary<string, string> Users { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What main.cf sets, in force.</summary>
    public IEnumerable<Assignment> Main => _main.Values;

    /// <summary>All that main.cf and master.cf set.</summary>
    public IEnumerable<Assignment> All => Main.Concat(Options);

    /// <summary>The parameter as main.cf sets it.</summary>
    public Assignment? Find(string parameter) => _main.GetValueOrDefault(parameter);

    /// <summary>The parameter wherever it is set.</summary>
    public IEnumerable<Assignment> Everywhere(params string[] parameters) => All.Where(a => parameters.Contains(a.Name));

    /// <summary>The expanded value of a parameter; empty where it is neither set nor known.</summary>
    public string Text(string parameter) => Expansion.Find(parameter) ?? "";

    /// <summary>Sets a parameter at the end of main.cf.</summary>
    public void Add(string name, string value) => _added.Add((name, value));

    /// <summary>A file to make; never over what the lab itself stands on.</summary>
    public void Make(IntakeFile file)
    {
        if (LabPath.IsFree(file.Path))
            _files.TryAdd(file.Path, file);
    }

    /// <summary>Whether a file is to be made there.</summary>
    public bool IsMade(string path) => _files.ContainsKey(path);

    /// <summary>Lists what was replaced; what is named in several places is one line, with the first.</summary>
    public void List(string what, string place, string why, string by)
    {
        if (!_standIns.Any(s => s.What == what && s.By == by))
            _standIns.Add(new StandIn(what, place, why, by));
    }

    /// <summary>The plan. Whatever was replaced stands in the order of the files.</summary>
    public IntakePlan Done(TestMailboxes mailboxes)
    {
        var text = _mainCf.ToString();
        if (_added.Count > 0)
            text = $"{text.TrimEnd('\n')}\n{string.Concat(_added.Select(a => $"{a.Name} = {a.Value}\n"))}";
        var master = Services is [var service, ..] ? service.Text.ToString() : Given.MasterCfText;
        return new IntakePlan(text, master, MasterLines, [.. _files.Values], [.. _standIns.OrderBy(Order)], mailboxes);
    }

    private static (bool IsMaster, int Line) Order(StandIn standIn)
        => (standIn.Place.StartsWith(MasterName, StringComparison.Ordinal),
            int.TryParse(standIn.Place[(standIn.Place.LastIndexOf(':') + 1)..], out var line) ? line : int.MaxValue);

    private string? Value(string name)
        => _added.Where(a => a.Name == name).Select(a => a.Value).LastOrDefault()
            ?? (_main.TryGetValue(name, out var set) ? string.Join(' ', set.Words.Select(set.Now).DefaultIfEmpty("")).Trim() : null);

    private Assignment Of(MainCfSetting setting)
    {
        var file = Path.GetFileName(Given.MainCf.FileName);
        var stretches = setting.Lines.Select((l, i) =>
        {
            var from = i == 0 ? l.Text.IndexOf('=', StringComparison.Ordinal) + 1 : 0;
            return new Span(l.Line, from, l.Text.TrimEnd('\r').Length - from);
        });
        return new Assignment(_mainCf, file, setting.Name, setting.Line, [.. stretches]);
    }
}
