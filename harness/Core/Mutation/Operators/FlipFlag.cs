using Harness.Core.Mutation.Parameters;

namespace Harness.Core.Mutation.Operators;

/// <summary>yes where no is meant, and the other way round.</summary>
internal sealed class FlipFlag : ParameterOperator
{
    /// <inheritdoc/>
    public override string Name => "flip";

    /// <inheritdoc/>
    protected override IEnumerable<Change> In(Parameter parameter)
    {
        if (parameter.Bearing.Role == Role.Flag && parameter.Value.ToLowerInvariant() is "yes" or "no")
        {
            string other = parameter.Value.Equals("yes", StringComparison.OrdinalIgnoreCase) ? "no" : "yes";
            yield return parameter.Set(other, $"{parameter.Setting.Name} is {other}");
        }
    }
}
