using Harness.Core.Mutation.Parameters;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Mutation.Operators;

/// <summary>A mistake in a parameter that is no restriction list.</summary>
internal abstract class ParameterOperator : IMutationOperator
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public IEnumerable<Change> Of(ConfigurationText configuration) => configuration.InForce
        .Select(s => Bearing.Of(s.Name) is { } bearing ? new Parameter(configuration, s, bearing) : null)
        .OfType<Parameter>().SelectMany(In);

    /// <summary>Every way to make it in one parameter.</summary>
    protected abstract IEnumerable<Change> In(Parameter parameter);
}

/// <summary>A parameter where it is set.</summary>
/// <param name="Configuration">The file.</param>
/// <param name="Setting">The setting.</param>
/// <param name="Bearing">What is known of the parameter.</param>
internal sealed record Parameter(ConfigurationText Configuration, MainCfSetting Setting, Bearing Bearing)
{
    /// <summary>The value as written.</summary>
    public string Value => Setting.Value;

    /// <summary>A mistake in the parameter as a whole.</summary>
    public Change Whole(string mistake, params Edit[] edits) => Make(Setting.Name, Setting.Line, mistake, edits);

    /// <summary>The same parameter with another value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="mistake">In words.</param>
    /// <param name="variant">What tells it from others of the same operator.</param>
    public Change Set(string value, string mistake, string? variant = null)
    {
        (int start, int end) = Configuration.Value(Setting);
        return Whole(mistake, new Edit(start, end, value)) with { Variant = variant };
    }

    /// <summary>A mistake in one word of its list.</summary>
    /// <param name="at">Which word, from 0.</param>
    /// <param name="word">The word.</param>
    /// <param name="mistake">In words.</param>
    /// <param name="edits">What is done.</param>
    public Change At(int at, Word word, string mistake, params Edit[] edits) => Make($"{Setting.Name}/{at + 1}", word.Line, mistake, edits);

    private Change Make(string key, int line, string mistake, Edit[] edits)
        => new(key, Configuration.Place(Setting, line), edits, mistake) { Likely = Bearing.Likely };
}
