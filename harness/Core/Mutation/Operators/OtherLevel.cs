using Harness.Core.Mutation.Parameters;

namespace Harness.Core.Mutation.Operators;

/// <summary>A TLS security level that is lower, or higher than everybody can follow.</summary>
internal sealed class OtherLevel : ParameterOperator
{
    private static readonly string[] _levels = ["none", "may", "encrypt"];

    /// <inheritdoc/>
    public override string Name => "level";

    /// <inheritdoc/>
    protected override IEnumerable<Change> In(Parameter parameter) => parameter.Bearing.Role == Role.Level
        ? _levels.Where(l => l != parameter.Value).Select(l => parameter.Set(l, $"{parameter.Setting.Name} is {l}", l))
        : [];
}
