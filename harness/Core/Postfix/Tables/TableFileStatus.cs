namespace Harness.Core.Postfix.Tables;

/// <summary>Whether a file that a table names can be read.</summary>
public enum TableFileStatus
{
    /// <summary>It is there.</summary>
    Present,

    /// <summary>Its folder is ours to read, and it is not in it: Postfix meets an open error.</summary>
    Absent,

    /// <summary>It belongs to no folder that was given, or it cannot be read as text: nobody knows what it holds.</summary>
    Unknown,
}
