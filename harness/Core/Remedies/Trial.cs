using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Verdicts;

namespace Harness.Core.Remedies;

/// <summary>Whether attacks keep their claims under a main.cf, as far as the access model sees.</summary>
/// <param name="record">The run whose clients and expectations they are.</param>
/// <param name="clients">Who can speak.</param>
internal sealed class Trial(RunRecord record, IReadOnlyList<ClientSeen> clients)
{
    private readonly Dictionary<string, ClientSeen> _first = clients.GroupBy(c => c.Kind).ToDictionary(g => g.Key, g => g.First());

    /// <summary>Whether the claim holds: for each variant, and with its control; null where that cannot be foretold.</summary>
    public bool? Holds(Attack attack, Foreteller foreteller)
    {
        Session[] sessions = [.. Session.Of(attack)];
        RunRecord run = record;
        if (sessions.FirstOrDefault(s => s.IsControl) is { } harmless)
        {
            if (Foretell(harmless, foreteller) is not { } control)
                return null;
            if (!attack.Control!.Pass.Any(e => ExpectationCheck.Mismatch(e, control, record) is null))
                return false;
            run = record with { Observations = [control] };
        }

        bool holds = true;
        foreach (Session session in sessions.Where(s => !s.IsControl))
        {
            if (Foretell(session, foreteller) is not { } seen)
                return null;
            holds &= attack.Pass.Any(e => IsOfAccess(e) && ExpectationCheck.Mismatch(e, seen, run) is null);
        }

        return holds;
    }

    private Observation? Foretell(Session session, Foreteller foreteller)
        => _first.TryGetValue(session.Kind, out ClientSeen? client) ? foreteller.Foretell(session, client) : null;

    private static bool IsOfAccess(Expectation expectation) => expectation.Reply.Count > 0 || expectation.SameAsControl == true;
}
