using Harness.Core.Mutation.Parameters;

namespace Harness.Core.Mutation.Operators;

/// <summary>A reply code that says for now where for good is meant, and the other way round.</summary>
internal sealed class PutOff : ParameterOperator
{
    /// <inheritdoc/>
    public override string Name => "code";

    /// <inheritdoc/>
    protected override IEnumerable<Change> In(Parameter parameter)
    {
        if (parameter.Bearing.Role == Role.Code && parameter.Value is [('4' or '5') and var first, _, _])
        {
            string other = first == '5' ? "450" : "550";
            yield return parameter.Set(other, $"{parameter.Setting.Name} is {other}");
        }
    }
}
