using Harness.Core.Scenarios;

namespace Harness.Core.Catalogue;

/// <summary>The attacks that are known, each under an id of its own.</summary>
public sealed class AttackCatalogue
{
    private static readonly Lazy<AttackCatalogue> _shipped = new(
        () => Load(ShippedFiles.Folder("scenarios"), ComputedAttacks.All()));

    private AttackCatalogue(IReadOnlyList<Attack> attacks) => Attacks = attacks;

    /// <summary>Every attack, by file in ordinal order of paths, within a file as its cases stand.</summary>
    public IReadOnlyList<Attack> Attacks { get; }

    /// <summary>Reads every <c>*.yaml</c> file of a directory and those below it.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such directory.</exception>
    /// <exception cref="FixtureException">A file is not a scenario, or two attacks have one id.</exception>
    public static AttackCatalogue Load(string directory) => Load(directory, []);

    private static AttackCatalogue Load(string directory, IReadOnlyList<Attack> computed)
    {
        if (!Directory.Exists(directory))
        {
            throw new DirectoryNotFoundException($"no directory of scenarios at {directory}");
        }

        Dictionary<string, LocatedAttack> byId = new(StringComparer.Ordinal);
        List<Attack> attacks = [];
        IEnumerable<LocatedAttack> written = Files(directory).SelectMany(f => ScenarioReader.Locate(FixtureText.ReadFile(f), f));
        foreach (LocatedAttack located in written.Concat(computed.Select(a => new LocatedAttack(a, new YamlPlace(nameof(ComputedAttacks), 1)))))
        {
            string id = located.Attack.Id;
            if (!byId.TryAdd(id, located))
            {
                YamlPlace first = byId[id].Place;
                throw located.Place.Wrong($"the id '{id}' is taken by {first.File}:{first.Line}; give one of the two another id");
            }

            attacks.Add(located.Attack);
        }

        return new AttackCatalogue(attacks);
    }

    /// <summary>
    /// Reads the scenarios that come with the program, <c>fixtures/scenarios</c>, and adds those that are computed
    /// (<see cref="ComputedAttacks"/>).
    /// </summary>
    /// <exception cref="DirectoryNotFoundException">The program was installed without them.</exception>
    /// <exception cref="FixtureException">One of them is not a scenario, or two attacks have one id.</exception>
    public static AttackCatalogue Shipped() => _shipped.Value;

    /// <summary>The same with claims that no session of SMTP decides behind the attacks.</summary>
    public AttackCatalogue With(IEnumerable<Attack> claims) => new([.. Attacks, .. claims]);

    /// <summary>The attacks a caller asks for, in the catalogue's order.</summary>
    /// <param name="only">Globs over ids (<see cref="Glob"/>), of which an attack must match one; empty: all attacks.</param>
    /// <param name="except">Globs over ids, of which an attack must match none.</param>
    /// <exception cref="ArgumentException">A glob of <paramref name="only"/> matches nothing; the message names the nearest id.</exception>
    public IReadOnlyList<Attack> Select(IReadOnlyList<string> only, IReadOnlyList<string> except)
    {
        if (only.FirstOrDefault(g => !Attacks.Any(a => Glob.Matches(g, a.Id))) is { } idle)
        {
            throw new ArgumentException($"no attack matches {Spelling.Quote(idle)}; {Suggestion(idle)}");
        }

        return [.. Attacks.Where(a => (only.Count == 0 || Any(only, a)) && !Any(except, a))];
    }

    private static bool Any(IReadOnlyList<string> globs, Attack attack) => globs.Any(g => Glob.Matches(g, attack.Id));

    private static IEnumerable<string> Files(string directory)
        => Directory.EnumerateFiles(directory, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private string Suggestion(string glob)
    {
        string family = glob.TrimEnd('/') + "/";
        return Attacks.Any(a => a.Id.StartsWith(family, StringComparison.OrdinalIgnoreCase)) ? $"the family is '{family}*'"
            : Spelling.Nearest(glob, Attacks.Select(a => a.Id)) is { } nearest ? $"the nearest is '{nearest}'"
            : "the catalogue is empty";
    }
}
