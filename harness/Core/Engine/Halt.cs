using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;

namespace Harness.Core.Engine;

/// <summary>Whether a run goes on: what a server says, or no longer says, to sessions that should not provoke it.</summary>
internal sealed class Halt
{
    // A ban looks like this, or a server that went down; each further session would wait for its deadline.
    private const int UnheardInARow = 8;

    private volatile string? _why;
    private int _unheard;

    /// <summary>Why the run is over; null while it goes on.</summary>
    public string? Why => _why;

    /// <summary>Ends the run.</summary>
    public void Because(string why) => _why = why;

    /// <summary>Looks at a session that was played.</summary>
    public void Heed(Session session, Observation seen)
    {
        if (session.Attack.Safe && seen.Exchanges.FirstOrDefault(e => e.Code == 421 && !Invites(session, e)) is { } asked)
        {
            _why = $"the server asked to be left alone: 421 {string.Join(' ', asked.Lines)}";
        }

        bool heard = seen.Exchanges.Count > 0 || seen.Outcome is not { Ending: Ending.Unreachable or Ending.TimedOut or Ending.Closed };
        int unheard = heard ? Interlocked.Exchange(ref _unheard, 0) : Interlocked.Increment(ref _unheard);
        if (!heard && unheard >= UnheardInARow)
        {
            _why = $"the server has stopped answering: {seen.Outcome}";
        }
    }

    // An attack whose claim is that the server hangs up has asked for the 421, and so has a client that hung up itself; not
    // for one instead of a greeting.
    private static bool Invites(Session session, Exchange exchange)
        => (session.Attack.Steps is [.., HangUp] && exchange is { Sent: "", Stage: not Stage.Connect })
        || (!session.IsControl && exchange.Sent.Length > 0 && session.Attack.Pass.Any(p => p.Closed == true));
}
