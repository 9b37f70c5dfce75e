using System.Globalization;
using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Verdicts.Behaviour;
using Harness.Core.Verdicts.Proving;

namespace Harness.Core.Reports.Proving;

/// <summary>Proofs for people.</summary>
/// <param name="isVerbose">Every near miss and every session that was played.</param>
/// <param name="isQuiet">A line for each claim.</param>
public sealed class ProofText(bool isVerbose, bool isQuiet)
{
    private const int Some = 5;

    /// <summary>Writes them.</summary>
    public void Write(ProofReport report, TextWriter output)
    {
        if (!isQuiet)
            output.Write($"{Text(report.Name)}, Postfix {report.Postfix}\n\n");
        foreach (Proof proof in report.Proofs)
            Write(proof, report, output);
        if (isQuiet)
            return;
        List(output, "supposed", report.Supposed);
        List(output, "not covered", report.NotCovered);
        output.Write(Closing(report) + "\n");
    }

    private void Write(Proof proof, ProofReport report, TextWriter output)
    {
        output.Write($"{Word(proof.Standing),-8} {proof.Claim.Sentence} ({proof.Claim.Id}; {proof.Claim.Source})\n");
        if (isQuiet)
            return;
        if (proof.Reason is { } reason)
            Line(output, "because", $"{reason}{(proof.Line is { } at ? $" ({Place(at)})" : "")}");
        if (proof.Sessions > 0)
            Line(output, "decided", Decided(proof));
        foreach (Counterexample one in proof.Counterexamples.Take(isVerbose ? int.MaxValue : Some))
        {
            Line(output, "let in", $"{Number(one.Sessions)} sessions, by {one.LetInBy}{Seen(proof, one.Session)}");
            Line(output, "see", report.Replay(one.Session));
        }
        foreach (Untold one in proof.Untold.Take(isVerbose ? int.MaxValue : Some))
        {
            Line(output, "untold", $"{Number(one.Sessions)} sessions: {one.What} decides{(one.Outcome.Place is { } place ? $", {Place(place)} {one.Outcome.Restriction}" : "")}");
            Line(output, "see", report.Replay(one.Plainest));
        }
        foreach (Refusing one in proof.Refusing.Take(isVerbose ? int.MaxValue : Some))
            Line(output, "refused", $"{Number(one.Sessions)} sessions, {Refusal(one.Outcome)}{Seen(proof, one.Plainest)}");
        if (!isVerbose && proof.Refusing.Count > Some)
            Line(output, "refused", $"{Number(proof.Refusing.Skip(Some).Sum(r => r.Sessions))} sessions by {Words.Count(proof.Refusing.Count - Some, "other")} (--verbose)");
        foreach (NearMiss one in isVerbose ? proof.NearMisses : Nearest(proof))
        {
            Line(output, "near", $"{Refusal(one.Outcome)}{Seen(proof, one.Session)}; would be let in with another {one.Property}: {one.Instead}");
            if (isVerbose)
                Line(output, "see", report.Replay(one.Session));
        }
        if (proof.Played is { } played && proof.Sessions > 0)
            Line(output, "played", Played(proof, played));
        foreach (ProofPlay one in (proof.Played ?? []).Where(p => p.Disagrees).Take(Some))
        {
            Line(output, "unlike", $"foretold {Answer(one.Foretold)}, and it was {(one.Seen is null ? one.Fault : Answer(one.Seen))}");
            Line(output, "see", report.Replay(one.Session));
        }
        foreach (string attack in proof.Attacks)
            Line(output, "attack", attack);
        foreach (string meaning in proof.Claim.Meaning)
            Line(output, "where", meaning);
        output.Write("\n");
    }

    // One for each restriction: the others are there with --verbose.
    private static IEnumerable<NearMiss> Nearest(Proof proof) => proof.NearMisses.DistinctBy(n => (n.Outcome.Restriction, n.Outcome.Place, n.Outcome.Entry)).Take(Some);

    private static string Seen(Proof proof, AccessSession session)
        => proof.Played?.FirstOrDefault(p => ReferenceEquals(p.Session, session)) is not { } play ? ""
            : play.Seen is null ? " (could not be played)" : play.Disagrees ? $" (played: {Answer(play.Seen)})" : " (played: so it was)";

    private static string Played(Proof proof, IReadOnlyList<ProofPlay> played)
    {
        int near = played.Count(p => proof.NearMisses.Any(n => ReferenceEquals(n.Session, p.Session)));
        int unlike = played.Count(p => p.Disagrees);
        string which = proof.Counterexamples.Count > 0 ? $"{played.Count(p => p.IsLetIn)} let in" : $"{near} of them near misses";
        return $"{Words.Count(played.Count, "session")} on a real Postfix, {which}; {(unlike == 0 ? "each was answered as foretold" : $"{unlike} not as foretold")}";
    }

    private static string Decided(Proof proof)
        => proof.Reduction is null ? $"all {Number(proof.Sessions)} sessions, one by one" : $"{Number(proof.Decided)} of {Number(proof.Sessions)} sessions: {proof.Reduction}";

    private static string Closing(ProofReport report)
    {
        string[] counts = [.. report.Proofs.GroupBy(p => p.Standing).OrderBy(g => g.Key).Select(g => $"{g.Count()} {Word(g.Key)}")];
        return $"{Words.Count(report.Proofs.Count, "claim")}: {string.Join(", ", counts)} ({(report.Proofs.Any(p => p.Played is not null) ? "nearest misses played" : "predicted")})";
    }

    private static void List(TextWriter output, string lead, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
            return;
        output.Write($"{lead}\n{string.Concat(lines.Select(l => $"  {Text(l)}\n"))}\n");
    }

    private static void Line(TextWriter output, string lead, string text) => output.Write($"         {lead,-8} {Text(text)}\n");

    private static string Refusal(AccessOutcome outcome) => outcome is { Restriction.Length: 0, Fatal: null }
        ? $"{outcome.Code} by smtpd itself: {outcome.Text}" : $"{outcome.Code} by {BehaviourWords.Decider(outcome)}";

    private static string Answer(AccessOutcome outcome) => $"{outcome.Code} {outcome.Enhanced}".TrimEnd() + $" at {outcome.Stage.ToWord()}";

    private static string Place(SettingLine place) => place.Line == 0 ? "default" : $"{Path.GetFileName(place.File)}:{place.Line}";

    private static string Word(Standing standing) => standing.ToString().ToLowerInvariant();

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Text(string text) => Shown.Of(text, 1000);
}
