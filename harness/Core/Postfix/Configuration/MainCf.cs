namespace Harness.Core.Postfix.Configuration;

/// <summary>
/// A Postfix main.cf read as text, with line numbers kept (postconf(5), "The general format of the main.cf file").
/// Nothing is expanded and no default is filled in.
/// </summary>
/// <param name="FileName">The name under which the file is shown; it is not opened.</param>
/// <param name="Settings">All settings in file order, overridden ones included.</param>
/// <param name="Problems">What Postfix would complain about while loading the file, in file order.</param>
public sealed record MainCf(
    string FileName, IReadOnlyList<MainCfSetting> Settings, IReadOnlyList<MainCfProblem> Problems)
{
    private readonly Dictionary<string, MainCfSetting> effective = LastOfEach(Settings);

    /// <summary>
    /// Reads a main.cf. Odd input never throws: a line that is no setting becomes a
    /// <see cref="MainCfProblem"/> and is left out.
    /// </summary>
    public static MainCf Parse(string text, string fileName)
    {
        var settings = new List<MainCfSetting>();
        var problems = new List<MainCfProblem>();
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var logical in LogicalLine.Read(text))
        {
            var line = logical.Text;
            if (logical.IsCut)
                problems.Add(new(logical.Number, "text after null byte may be ignored"));
            if (line.Length > 0 && Blanks.Is(line[0]))
            {
                // Nothing to continue; Postfix warns and leaves the line out.
                problems.Add(new(logical.Number, $"logical line must not start with whitespace: \"{Excerpt(line)}\""));
                continue;
            }
            if (NameValue.Split(line, out var name, out var value, out var from) is { } complaint)
            {
                problems.Add(new(logical.Number, $"{complaint}: \"{Excerpt(line)}\"") { IsFatal = true });
                continue;
            }
            if (values.TryGetValue(name, out var earlier) && earlier != value)
                problems.Add(new(logical.Number, $"overriding earlier entry: {name}={Excerpt(earlier)}"));
            values[name] = value;
            settings.Add(new MainCfSetting(name, value, logical.Number, logical.Lines)
            {
                Placed = PlacedText.Of(logical, from, value, fileName, name),
            });
        }
        return new MainCf(fileName, settings, problems);
    }

    /// <summary>The settings in force, one of each name.</summary>
    internal IReadOnlyCollection<MainCfSetting> Effective => effective.Values;

    /// <summary>The setting in force: the last one of that name, or null when the file leaves the default.</summary>
    public MainCfSetting? Find(string parameter) => effective.GetValueOrDefault(parameter);

    /// <summary>The words of the parameter's effective list, or none when it is not set; see <see cref="MainCfSetting.Items"/>.</summary>
    public IEnumerable<ListItem> Items(string parameter) => Find(parameter)?.Items() ?? [];

    /// <summary>
    /// The line on which a restriction stands, or null. Only lists in force are searched: smtpd_*_restrictions, the
    /// classes named in smtpd_restriction_classes, and parameters these refer to as <c>$name</c>.
    /// </summary>
    /// <param name="restriction">The restriction's name; case does not matter, as in smtpd.</param>
    /// <param name="argument">When given, only an occurrence followed by this word counts. A DNSBL zone also matches
    /// with its <c>=pattern</c>, and a bare lookup table matches a check_*_access that Postfix made of it.</param>
    /// <param name="preferredParameters">Parameters to search before all others, in this order.</param>
    public SettingLine? Locate(string restriction, string? argument = null, params string[] preferredParameters) =>
        RestrictionPlaces.Locate(this, restriction, argument, preferredParameters);

    private static string Excerpt(string line) => line.Length <= 80 ? line : line[..80] + "...";

    private static Dictionary<string, MainCfSetting> LastOfEach(IReadOnlyList<MainCfSetting> settings)
    {
        var last = new Dictionary<string, MainCfSetting>(StringComparer.Ordinal);
        foreach (var setting in settings)
            last[setting.Name] = setting;
        return last;
    }
}
