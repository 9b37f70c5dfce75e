namespace Harness.Core.Storm.Sending;

/// <summary>A place for one connection after another.</summary>
/// <param name="dialogue">What is said on them.</param>
internal sealed class Session(Dialogue dialogue)
{
    /// <summary>What is said.</summary>
    public Dialogue Dialogue { get; } = dialogue;

    /// <summary>The descriptor; -1 where there is no connection.</summary>
    public int Socket { get; private set; } = -1;

    /// <summary>When the server was heard last, or the connection begun.</summary>
    public long LastHeard { get; private set; }

    /// <summary>Whether the server has said anything on this connection.</summary>
    public bool WasHeard { get; private set; }

    /// <summary>Whether it waits for a message.</summary>
    public bool IsParked { get; private set; }

    /// <summary>Whether the kernel has to say when it takes octets again.</summary>
    public bool IsWaitingToWrite { get; set; }

    /// <summary>A connection begins.</summary>
    public void Open(int socket, long now)
    {
        (Socket, LastHeard) = (socket, now);
        WasHeard = IsParked = IsWaitingToWrite = false;
    }

    /// <summary>The server was heard.</summary>
    public void Heard(long now) => (LastHeard, WasHeard) = (now, true);

    /// <summary>It waits for a message.</summary>
    public void Parked() => IsParked = true;

    /// <summary>It has one.</summary>
    public void Resume(in Dispatch next, long now)
    {
        (IsParked, LastHeard) = (false, now);
        Dialogue.Resume(next);
    }

    /// <summary>There is no connection any more.</summary>
    public void Closed() => Socket = -1;
}
