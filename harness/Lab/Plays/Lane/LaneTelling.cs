using Harness.Core.Postfix.Access;

namespace Harness.Lab.Plays.Lane;

/// <summary>Tells the listener what became of each session, once.</summary>
/// <param name="driver">The connection that heard it.</param>
/// <param name="listener">Is told.</param>
internal sealed class LaneTelling(LaneDriver driver, ILaneListener listener)
{
    /// <summary>Whether the session that is being played has had its answer.</summary>
    public bool IsTold { get; set; }

    /// <summary>What is true of the client is true of all its sessions.</summary>
    /// <param name="sessions">Those that were not played.</param>
    /// <param name="fault">Why; null where the greeting was the answer.</param>
    public void All(ReadOnlySpan<AccessSession> sessions, string? fault)
    {
        foreach (AccessSession session in sessions)
        {
            if (fault is null)
            {
                Answered(session, AccessCommand.Connect);
            }
            else
            {
                listener.Failed(session, fault);
            }
        }
    }

    /// <summary>The reply that was read last, where it is the session's answer.</summary>
    public void Of(AccessSession session, AccessCommand stage, bool isAnswer)
    {
        if (isAnswer && !IsTold)
        {
            IsTold = true;
            Answered(session, stage);
        }
    }

    /// <summary>The connection ended without a reply: hung up on, or no answer at all.</summary>
    public async ValueTask EndedAsync(AccessSession session, AccessCommand stage)
    {
        if (driver.Wire.Trouble is null)
        {
            Of(session, stage, true);
        }
        else if (!IsTold)
        {
            listener.Failed(session, driver.Wire.Trouble);
        }

        IsTold = true;
        await driver.CloseAsync();
    }

    private void Answered(AccessSession session, AccessCommand stage) => listener.Answered(session, new LaneAnswer(stage, driver.Wire.Code, driver.Wire.Line));
}
