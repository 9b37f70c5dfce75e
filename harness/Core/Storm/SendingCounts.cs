namespace Harness.Core.Storm;

/// <summary>How far the sending is, in messages.</summary>
public record struct SendingCounts
{
    /// <summary>250 at end of data.</summary>
    public int Accepted { get; set; }

    /// <summary>Refused for good.</summary>
    public int Refused { get; set; }

    /// <summary>The connection died after the dot.</summary>
    public int Unknown { get; set; }

    /// <summary>How often a message was not taken, and is offered again.</summary>
    public int Again { get; set; }

    /// <summary>How many are not offered any more.</summary>
    public int Settled { get; set; }
}
