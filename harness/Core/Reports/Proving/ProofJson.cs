using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Verdicts.Behaviour;
using Harness.Core.Verdicts.Proving;

namespace Harness.Core.Reports.Proving;

/// <summary>Proofs for programs; their form is <c>fixtures/schema/proof.schema.json</c>.</summary>
public static class ProofJson
{
    /// <summary>An object, and a final line feed.</summary>
    public static string Write(ProofReport report) => JsonForm.Write(new
    {
        Schema = "harness-proof-1",
        Configuration = report.Name,
        report.Postfix,
        ExitStatus = (int)report.ExitStatus,
        Proofs = report.Proofs.Select(p => new
        {
            Claim = p.Claim.Id,
            p.Claim.Sentence,
            p.Claim.Source,
            p.Claim.Meaning,
            Standing = p.Standing.ToString().ToLowerInvariant(),
            p.Reason,
            Line = Place(p.Line),
            p.Sessions,
            p.Decided,
            p.Reduction,
            p.LetIn,
            Counterexamples = p.Counterexamples.Select(c => new { c.Sessions, c.LetInBy, Answer = Answer(c.Outcome), Replay = report.Replay(c.Session) }),
            Untold = p.Untold.Select(u => new { u.What, u.Sessions, Answer = Answer(u.Outcome), Replay = report.Replay(u.Plainest) }),
            Refused = p.Refusing.Select(r => new { r.Sessions, Answer = Answer(r.Outcome), Replay = report.Replay(r.Plainest) }),
            NearMisses = p.NearMisses.Select(n => new { n.Property, n.Instead, Answer = Answer(n.Outcome), Replay = report.Replay(n.Session) }),
            Played = p.Played?.Select(s => new { Foretold = Answer(s.Foretold), Server = s.Seen is { } seen ? Answer(seen) : null, s.Fault, AsForetold = !s.Disagrees, Replay = report.Replay(s.Session) }),
            p.Attacks,
        }),
        report.Supposed,
        report.NotCovered,
    });

    private static object Answer(AccessOutcome outcome)
    {
        ComparedAnswer answer = BehaviourComparison.Answer(outcome);
        return new { answer.Stage, answer.Code, answer.Enhanced, answer.Text, answer.Restriction, Place = Place(answer.Place), Entry = Place(answer.Entry), answer.Unknown, answer.Fatal };
    }

    private static object? Place(SettingLine? place) => place is null ? null : new { place.File, place.Line, place.Parameter, place.Text };
}
