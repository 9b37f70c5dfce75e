using System.Globalization;
using Harness.Core.Mutation.Parameters;

namespace Harness.Core.Mutation.Operators;

/// <summary>A limit a thousand times too large or too small, or none at all.</summary>
internal sealed class Scale : ParameterOperator
{
    /// <inheritdoc/>
    public override string Name => "scale";

    /// <inheritdoc/>
    protected override IEnumerable<Change> In(Parameter parameter)
    {
        string digits = new([.. parameter.Value.TakeWhile(char.IsAsciiDigit)]);
        if (parameter.Bearing.Role != Role.Limit || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long value) || value < 2)
        {
            yield break;
        }

        string unit = parameter.Value[digits.Length..];
        if (value < 1_000_000)
        {
            yield return parameter.Set($"{value * 1000}{unit}", $"{parameter.Setting.Name} is a thousand times as much", "up");
        }

        yield return parameter.Set($"{Math.Max(1, value / 1000)}{unit}", $"{parameter.Setting.Name} is a thousandth", "down");
    }
}
