using Harness.Core.Mutation.Parameters;

namespace Harness.Core.Mutation.Operators;

/// <summary>A value, or a word of it, is misspelt.</summary>
internal sealed class MisspellValue : ParameterOperator
{
    /// <inheritdoc/>
    public override string Name => "misspell";

    /// <inheritdoc/>
    protected override IEnumerable<Change> In(Parameter parameter)
    {
        IReadOnlyList<Word> words = parameter.Configuration.Words(parameter.Setting);
        if (parameter.Bearing.Role is Role.Networks or Role.Limit or Role.Code)
        {
            yield break;
        }

        for (int i = 0; i < words.Count; i++)
        {
            if (Misspelling.Of(words[i].Text) is { } other)
            {
                Edit edit = new(words[i].Start, words[i].End, other);
                yield return words.Count == 1
                    ? parameter.Whole($"{words[i].Text} is misspelt", edit)
                    : parameter.At(i, words[i], $"{words[i].Text} is misspelt", edit);
            }
        }
    }
}
