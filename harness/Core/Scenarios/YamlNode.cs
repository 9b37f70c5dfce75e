namespace Harness.Core.Scenarios;

/// <summary>Where something stands in a file.</summary>
/// <param name="File">The file as the caller named it.</param>
/// <param name="Line">The line, counted from 1.</param>
internal readonly record struct YamlPlace(string File, int Line)
{
    /// <summary>The exception that says what is wrong here.</summary>
    public FixtureException Wrong(string message) => new(File, Line, message);
}

/// <summary>A value in a YAML file, with the name a message calls it by.</summary>
/// <param name="Name">The quoted key it stands under, or its number in a list.</param>
/// <param name="Place">Where it begins.</param>
internal abstract record YamlNode(string Name, YamlPlace Place)
{
    /// <summary>What it is, for a message.</summary>
    public abstract string Kind { get; }

    /// <summary>The exception that says what is wrong with this value.</summary>
    public FixtureException Wrong(string message) => Place.Wrong($"{Name} {message}");

    /// <summary>The value as a mapping.</summary>
    public YamlMap Map(string example)
        => this as YamlMap ?? throw Wrong($"is {Kind}, not a mapping; write it as in {example}");

    /// <summary>The value as a list with at least one item.</summary>
    public YamlList List(string example) => this switch
    {
        YamlList { Items.Count: > 0 } list => list,
        YamlList => throw Wrong($"is an empty list; write it as in {example}"),
        _ => throw Wrong($"is {Kind}, not a list; write it as in {example}"),
    };

    /// <summary>The items of a list, or the one value that stands in its place.</summary>
    public IReadOnlyList<YamlNode> OneOrMore(string example) => this is YamlList ? List(example).Items : [this];
}

/// <summary>A list, possibly empty.</summary>
internal sealed record YamlList(string Name, YamlPlace Place, IReadOnlyList<YamlNode> Items) : YamlNode(Name, Place)
{
    public override string Kind => "a list";
}
