using Harness.Core.Mutation.Parameters;

namespace Harness.Core.Mutation.Operators;

/// <summary>A word of a list of networks, domains, protocols or options is left out.</summary>
internal sealed class RemoveWord : ParameterOperator
{
    /// <inheritdoc/>
    public override string Name => "remove";

    /// <inheritdoc/>
    protected override IEnumerable<Change> In(Parameter parameter)
    {
        IReadOnlyList<Word> words = parameter.Configuration.Words(parameter.Setting);
        if (words.Count == 0 || parameter.Bearing.Role is not (Role.Networks or Role.Domains or Role.Words or Role.Tables))
        {
            return [];
        }

        return words.Select((w, i) => parameter.At(i, w, $"{parameter.Setting.Name} does not name {w.Text}", parameter.Configuration.Without(w.Start, w.End)));
    }
}
