namespace Harness.Core.MailLogs.Digesting;

/// <summary>What one client address did.</summary>
internal sealed class ClientCounts
{
    /// <summary>The verified name it had last; empty until one was logged.</summary>
    public byte[] Name { get; set; } = [];

    /// <summary>How many of its messages were taken.</summary>
    public long Accepted { get; set; }

    /// <summary>How often it was refused.</summary>
    public long Refused { get; set; }

    /// <summary>Of these, how often for what it is or says of itself: its address, its name, its HELO name, its sender.</summary>
    public long RefusedItself { get; set; }

    /// <summary>How many of its messages were taken after it had been refused for what it is.</summary>
    public long AcceptedLater { get; set; }

    /// <summary>How often a login of it failed.</summary>
    public long LoginsFailed { get; set; }

    /// <summary>Why it was first refused for what it is.</summary>
    public ReasonCount? Reason { get; set; }

    /// <summary>When that was.</summary>
    public long? RefusedAt { get; set; }

    /// <summary>What it weighs where not all clients fit.</summary>
    public long Weight => Accepted + Refused + LoginsFailed;
}

/// <summary>A reason of refusals.</summary>
internal sealed class ReasonCount
{
    /// <summary>How often.</summary>
    public long Value { get; set; }

    /// <summary>The reason itself.</summary>
    public byte[] Reason { get; set; } = [];
}

/// <summary>Logged-in users who were refused.</summary>
internal sealed class UserRefusals
{
    /// <summary>How often.</summary>
    public long Value { get; set; }

    /// <summary>Why last.</summary>
    public ReasonCount? Reason { get; set; }

    /// <summary>From which client last.</summary>
    public byte[] Client { get; set; } = [];
}
