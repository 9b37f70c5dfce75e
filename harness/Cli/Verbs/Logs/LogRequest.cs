namespace Harness.Cli.Verbs.Logs;

/// <summary>What the caller wants to know of logs.</summary>
/// <param name="Files">The logs.</param>
/// <param name="IsFollowing">Whether to go on with what is written to the last one.</param>
/// <param name="Top">How many names of each kind to tell.</param>
/// <param name="Trace">The queue id of the one message that is wanted; null for a report.</param>
/// <param name="Reports">The reports that are wanted.</param>
internal sealed record LogRequest(IReadOnlyList<string> Files, bool IsFollowing, int Top, string? Trace, ReportPlan Reports);
