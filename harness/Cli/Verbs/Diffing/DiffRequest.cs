using Harness.Core.Verdicts.Behaviour;
using Harness.Lab;

namespace Harness.Cli.Verbs.Diffing;

/// <summary>What is to be compared, and what is to come of it.</summary>
/// <param name="Before">OLD.</param>
/// <param name="After">NEW.</param>
/// <param name="BeforePostfix">The Postfix of OLD.</param>
/// <param name="AfterPostfix">The Postfix of NEW.</param>
/// <param name="IsPrediction">By the model alone.</param>
/// <param name="Allowed">Expected changes.</param>
/// <param name="Reports">The reports, each with its file; null is standard output.</param>
/// <param name="IsQuiet">The last line alone.</param>
internal sealed record DiffRequest(
    string Before, string After, PostfixVersion BeforePostfix, PostfixVersion AfterPostfix, bool IsPrediction, Allowance Allowed,
    IReadOnlyList<(string Format, string? File)> Reports, bool IsQuiet);
