namespace Harness.Core.Postfix.Tables;

/// <summary>The text of a table's source.</summary>
/// <param name="Status">Whether there is one.</param>
/// <param name="Text">The text; octets that are no UTF-8 are U+FFFD. Empty unless present.</param>
public sealed record TableFile(TableFileStatus Status, string Text)
{
    /// <summary>Not there.</summary>
    public static readonly TableFile Absent = new(TableFileStatus.Absent, "");

    /// <summary>Not ours to read.</summary>
    public static readonly TableFile Unknown = new(TableFileStatus.Unknown, "");
}
