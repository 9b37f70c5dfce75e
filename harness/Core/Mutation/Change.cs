using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Mutation;

/// <summary>One mistake before it is made: where, what, and in which words.</summary>
/// <param name="Key">The mutant's id without the operator: the parameter, and the place in its list.</param>
/// <param name="Place">The line that it is made on.</param>
/// <param name="Edits">What is done to the text.</param>
/// <param name="Mistake">What was done, in a phrase that can stand alone.</param>
internal sealed record Change(string Key, SettingLine Place, IReadOnlyList<Edit> Edits, string Mistake)
{
    /// <summary>What tells several mistakes of one operator in one place apart; null where there is one.</summary>
    public string? Variant { get; init; }

    /// <summary>The restrictions that it touches, lower case.</summary>
    public IReadOnlyList<string> Restrictions { get; init; } = [];

    /// <summary>Globs over the attacks that are about the parameter.</summary>
    public IReadOnlyList<string> Likely { get; init; } = [];
}
