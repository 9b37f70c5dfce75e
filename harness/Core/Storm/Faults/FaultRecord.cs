namespace Harness.Core.Storm.Faults;

/// <summary>A fault as it happened.</summary>
/// <param name="Fault">Its word.</param>
/// <param name="Began">Seconds since the beginning of the storm.</param>
/// <param name="Ended">Seconds since the beginning of the storm, when things were as before.</param>
/// <param name="Trouble">What kept the harness from causing it or from mending it; null where nothing did.</param>
public sealed record FaultRecord(string Fault, double Began, double Ended, string? Trouble);
