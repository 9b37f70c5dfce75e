namespace Harness.Core.Reports.MailLog;

/// <summary>A part of the report of a mail log.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Rows">A figure and what it counts, each.</param>
internal sealed record LogSection(string Title, IReadOnlyList<(string Figure, string Text)> Rows);
