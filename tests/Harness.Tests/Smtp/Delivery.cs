namespace Harness.Tests.Smtp;

/// <summary>How a scripted server hands its octets to the network.</summary>
public enum Delivery
{
    /// <summary>All octets of a step in one send.</summary>
    Whole,

    /// <summary>One send for each line.</summary>
    PerLine,

    /// <summary>One send for each octet.</summary>
    PerByte,
}
