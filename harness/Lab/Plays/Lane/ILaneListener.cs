using Harness.Core.Postfix.Access;

namespace Harness.Lab.Plays.Lane;

/// <summary>Is told what sessions came to, one by one, from several threads at once.</summary>
public interface ILaneListener
{
    /// <summary>A session was answered. What is to be kept of the answer has to be copied.</summary>
    void Answered(AccessSession session, LaneAnswer answer);

    /// <summary>A session could not be played.</summary>
    /// <param name="session">The session.</param>
    /// <param name="fault">Why, in one line.</param>
    void Failed(AccessSession session, string fault);
}
