using Harness.Core.Verdicts.Behaviour;
using Harness.Lab;

namespace Harness.Cli.Verbs.Diffing;

/// <summary>What is to be compared, and what is to come of it.</summary>
/// <param name="Before">OLD.</param>
/// <param name="After">NEW.</param>
/// <param name="Record">Where to write what OLD does, instead of a comparison; <c>-</c> is standard output. Null: it is compared.</param>
/// <param name="Postfix">The Postfix of both, where the caller said it.</param>
/// <param name="Against">The Postfix of NEW, where the caller said it.</param>
/// <param name="IsPrediction">By the model alone.</param>
/// <param name="Allowed">Expected changes.</param>
/// <param name="Reports">The reports that are wanted.</param>
internal sealed record DiffRequest(
    string Before, string After, string? Record, PostfixVersion? Postfix, PostfixVersion? Against, bool IsPrediction, Allowance Allowed,
    ReportPlan Reports);
