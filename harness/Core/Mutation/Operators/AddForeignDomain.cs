using Harness.Core.Mutation.Parameters;

namespace Harness.Core.Mutation.Operators;

/// <summary>The server takes itself for the destination of a foreign domain: mail to it is taken from everybody.</summary>
internal sealed class AddForeignDomain : ParameterOperator
{
    /// <inheritdoc/>
    public override string Name => "foreign";

    /// <inheritdoc/>
    protected override IEnumerable<Change> In(Parameter parameter)
    {
        if (parameter.Bearing.Role == Role.Domains && parameter.Value.Length > 0)
        {
            (_, int end) = parameter.Configuration.Value(parameter.Setting);
            // A pattern would do as well; a table that names everything is what is really seen (static:ALL).
            yield return parameter.Whole($"{parameter.Setting.Name} names every domain", new Edit(end, end, ", static:all"));
        }
    }
}
