namespace Harness.Core.Postfix.Configuration;

/// <summary>
/// The parameters of one service: main.cf, the service's <c>-o</c> of master.cf over it, the defaults of the release under
/// both, all expanded. Made once for a configuration and shared; it never changes.
/// </summary>
public sealed class ServiceParameters(PostfixRelease release, IReadOnlyDictionary<string, ParameterValue> values)
{
    /// <summary>Whose defaults and whose rules hold.</summary>
    public PostfixRelease Release { get; } = release;

    /// <summary>The parameter, or null for a name that neither Postfix nor the configuration knows.</summary>
    public ParameterValue? Find(string parameter) => values.GetValueOrDefault(parameter);

    /// <summary>The expanded text; empty for an unknown name.</summary>
    public string Text(string parameter) => Find(parameter)?.Text ?? "";

    /// <summary>The words of the list; none for an unknown name.</summary>
    public IReadOnlyList<PlacedWord> Words(string parameter) => Find(parameter)?.Words ?? [];

    /// <summary>The names of all there are.</summary>
    public IEnumerable<string> Names => values.Keys;

    /// <summary>A yes or no; null for an unknown name, and for a value that is neither: a program stops at that.</summary>
    public bool? Flag(string parameter) => Find(parameter) is { } value ? ParameterCheck.Flag(value.Text) : null;

    /// <summary>A number; null for an unknown name, and for a value that is none.</summary>
    public long? Number(string parameter) => Find(parameter) is { } value ? ParameterCheck.Number(value.Text, long.MaxValue) : null;

    /// <summary>A time; null for an unknown name, and for a value that is none. Without a unit it is in that of the default.</summary>
    public TimeSpan? Duration(string parameter)
        => Find(parameter) is { } value && ParameterCheck.Seconds(value.Text, ReleaseDefaults.Of(Release).UnitOf(parameter)) is { } seconds
            ? TimeSpan.FromSeconds(seconds) : null;
}
