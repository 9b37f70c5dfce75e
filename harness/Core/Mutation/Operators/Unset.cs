namespace Harness.Core.Mutation.Operators;

/// <summary>A parameter is not set any more: Postfix's default decides.</summary>
internal sealed class Unset : ParameterOperator
{
    /// <inheritdoc/>
    public override string Name => "unset";

    /// <inheritdoc/>
    protected override IEnumerable<Change> In(Parameter parameter)
    {
        if (parameter.Bearing.Default is null || string.Join(' ', parameter.Configuration.Words(parameter.Setting).Select(w => w.Text)) != parameter.Bearing.Default)
        {
            yield return parameter.Whole(
                $"{parameter.Setting.Name} is not set: Postfix's default decides",
                [.. parameter.Setting.Lines.Select(l => parameter.Configuration.Line(l.Line)).Select(l => new Edit(l.Start, l.End, ""))]);
        }
    }
}
