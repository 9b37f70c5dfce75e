using System.Collections.Concurrent;
using System.Globalization;

namespace Harness.Core.Postfix.Configuration;

/// <summary>
/// The parameters of a release with the defaults that its <c>postconf -d</c> prints, unexpanded. What depends on the
/// machine is not among them. The files below <c>Releases/</c> are those of Debian's packages, as the lab runs them.
/// </summary>
internal sealed class ReleaseDefaults
{
    /// <summary>The releases of which the harness has figures, in their order.</summary>
    public static readonly IReadOnlyList<PostfixRelease> Known = [new(3, 5), new(3, 7), new(3, 10)];

    // Their defaults depend on the machine.
    private static readonly string[] OfTheMachine = ["myhostname", "mydomain", "mynetworks"];

    private static readonly Lazy<IReadOnlyDictionary<string, ParameterType>> Types = new(ReadTypes);
    private static readonly ConcurrentDictionary<PostfixRelease, ReleaseDefaults> Read = new();

    private ReleaseDefaults(PostfixRelease release)
    {
        Release = release;
        var values = new Dictionary<string, PlacedText>(StringComparer.Ordinal);
        foreach (var line in Lines($"{release}.defaults"))
        {
            NameValue.Split(line, out var name, out var value, out _);
            values[name] = PlacedText.At(SettingLine.Default("main.cf", name), value);
        }
        Values = values;
        Master = string.Join('\n', Lines($"{release}.master.cf"));
    }

    public PostfixRelease Release { get; }

    /// <summary>The defaults by name.</summary>
    public IReadOnlyDictionary<string, PlacedText> Values { get; }

    /// <summary>The names of all its parameters, those whose default depends on the machine among them.</summary>
    public IEnumerable<string> Names => Values.Keys.Concat(OfTheMachine);

    /// <summary>The master.cf that comes with it.</summary>
    public string Master { get; }

    /// <summary>Those of a release; of the one before where the harness has no figures of it.</summary>
    public static ReleaseDefaults Of(PostfixRelease release)
    {
        var nearest = Known.LastOrDefault(k => release.AtLeast(k.Major, k.Minor), Known[0]);
        return Read.GetOrAdd(nearest, r => new ReleaseDefaults(r));
    }

    /// <summary>How a parameter is read.</summary>
    public ParameterType TypeOf(string parameter)
    {
        // A level has been major.minor since 3.6 only.
        if (parameter == "compatibility_level" && !Release.AtLeast(3, 6))
            return new ParameterType(ParameterKind.Number, 0, 0);
        return Types.Value.GetValueOrDefault(parameter, ParameterType.Text);
    }

    /// <summary>The unit of a time that is written without one: that of its default (postconf(5), "default time unit").</summary>
    public char UnitOf(string parameter)
    {
        for (var i = 0; i < 10 && Values.TryGetValue(parameter, out var value); i++)
        {
            if (value.Text is not ['$', not '{', ..])
                return value.Text is [.., var unit] && char.IsAsciiLetter(unit) ? unit : 's';
            parameter = value.Text[1..];
        }
        return 's';
    }

    private static Dictionary<string, ParameterType> ReadTypes()
        => Lines("parameter-types.tsv").Select(l => l.Split('\t')).ToDictionary(
            f => f[0],
            f => new ParameterType(
                f[1] switch
                {
                    "bool" => ParameterKind.Flag,
                    "int" => ParameterKind.Number,
                    "long" => ParameterKind.LargeNumber,
                    "time" => ParameterKind.Time,
                    "raw" => ParameterKind.Raw,
                    _ => ParameterKind.Text,
                },
                f.Length > 2 ? long.Parse(f[2], CultureInfo.InvariantCulture) : 0,
                f.Length > 3 ? long.Parse(f[3], CultureInfo.InvariantCulture) : 0),
            StringComparer.Ordinal);

    private static IEnumerable<string> Lines(string file)
    {
        using var stream = typeof(ReleaseDefaults).Assembly.GetManifestResourceStream($"postfix/{file}")
            ?? throw new InvalidOperationException($"the assembly lacks its resource postfix/{file}");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
