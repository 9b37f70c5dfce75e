namespace Harness.Core.Evidence;

/// <summary>JSON's numbers have no bound, a double has: <c>1e999</c> is read as infinity, which cannot be written again.</summary>
internal static class RunRecordNumbers
{
    public static bool AreFinite(RunRecord record) =>
        double.IsFinite(record.Seconds) && record.Observations.All(o => o.Transcript.All(t => double.IsFinite(t.Ms))
            && double.IsFinite(o.Shed?.Seconds ?? 0) && o.Mail.All(m => double.IsFinite(m.Seconds)));
}
