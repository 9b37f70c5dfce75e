namespace Harness.Core.Storm.Sending;

/// <summary>A message that is to be offered now.</summary>
/// <param name="Message">Which.</param>
/// <param name="Due">When it arrived at the client: a time stamp of <see cref="System.Diagnostics.Stopwatch"/>. Latencies count from here.</param>
internal readonly record struct Dispatch(int Message, long Due);
