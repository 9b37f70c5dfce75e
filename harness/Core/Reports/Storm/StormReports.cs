using Harness.Core.Storm;

namespace Harness.Core.Reports.Storm;

/// <summary>The forms in which storms are told.</summary>
public static class StormReports
{
    /// <summary>The words that choose one after <c>--format</c>.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["text", "json", "html"];

    /// <summary>Writes a report.</summary>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <param name="storms">The storms, one for each storage class.</param>
    /// <param name="quiet">Only the last line of the text report.</param>
    public static string Write(string format, IReadOnlyList<StormRecord> storms, bool quiet) => format switch
    {
        "json" => StormJson.Write(storms),
        "html" => StormPage.Write(storms),
        _ => StormText.Write(storms, quiet),
    };
}
