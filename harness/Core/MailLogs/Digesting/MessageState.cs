namespace Harness.Core.MailLogs.Digesting;

/// <summary>A message that is in the queue.</summary>
internal struct MessageState
{
    /// <summary>Its first line in the log, in seconds since the year 1; 0 without a time.</summary>
    public long Began { get; set; }

    /// <summary>Its size in octets; 0 until qmgr told it.</summary>
    public long Size { get; set; }

    /// <summary>Whether the log has its beginning.</summary>
    public bool HasBeginning { get; set; }

    /// <summary>Whether qmgr was seen to take it.</summary>
    public bool IsActive { get; set; }

    /// <summary>Whether it was deferred.</summary>
    public bool IsDeferred { get; set; }
}
