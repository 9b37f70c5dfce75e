using System.Globalization;
using Harness.Core.Storm;

namespace Harness.Core.Reports.Storm;

/// <summary>What several reports say of a storm in the same words.</summary>
internal static class StormFigures
{
    private const int MostNames = 20;

    /// <summary>The median of the storm's looks at something; null where it was never seen.</summary>
    public static double? Median(StormRecord storm, Func<StormSample, double?> what)
    {
        double[] seen = [.. storm.Samples.Select(what).OfType<double>().Order()];
        return seen.Length == 0 ? null : seen[seen.Length / 2];
    }

    /// <summary>The highest of them.</summary>
    public static double? Highest(StormRecord storm, Func<StormSample, double?> what) => storm.Samples.Select(what).Max();

    /// <summary>The mean over the looks.</summary>
    public static double? Mean(StormRecord storm, Func<StormSample, double?> what) => storm.Samples.Select(what).Average();

    /// <summary>A number of few digits.</summary>
    public static string Number(double? value) => value is not { } number ? "-"
        : Math.Abs(number) >= 100 ? number.ToString("0", CultureInfo.InvariantCulture)
        : Math.Abs(number) >= 10 ? number.ToString("0.0", CultureInfo.InvariantCulture)
        : number.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>How many of something that is counted.</summary>
    public static string Whole(double? value) => value is { } number ? number.ToString("0", CultureInfo.InvariantCulture) : "-";

    /// <summary>A share in percent.</summary>
    public static string Percent(double? value) => value is { } share ? $"{Math.Clamp(share, 0, 1) * 100:0} %" : "-";

    /// <summary>Milliseconds as a person says them.</summary>
    public static string Time(double milliseconds) => milliseconds >= 1000 ? $"{Number(milliseconds / 1000)} s" : $"{Number(milliseconds)} ms";

    /// <summary>Names, of many the first, with the queue ids that are known.</summary>
    public static string Names(Core.Storm.Ledgers.CopyNames names)
    {
        string shown = string.Join(", ", names.Names.Take(MostNames));
        string more = names.Names.Count > MostNames ? $", and more: --format json names all {names.Count}" : "";
        string ids = names.QueueIds.Count > 0 ? $" (queued as {string.Join(", ", names.QueueIds.Values.Take(3))}{(names.QueueIds.Count > 3 ? ", …" : "")})" : "";
        return shown + more + ids;
    }

    /// <summary>The last word on a storm.</summary>
    public static string Verdict(StormRecord storm)
    {
        string balance = !storm.Balance.IsBalanced ? "the ledger does not balance"
            : storm.Balance.Unexplained.Count > 0 ? "the ledger balances, and copies are doubled without a reason"
            : "the ledger balances: nothing that was accepted is lost";
        return storm.Ended is { } ended ? $"{balance}; {ended}" : balance;
    }
}
