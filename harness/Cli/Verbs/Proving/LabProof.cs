using Harness.Cli.Verbs.Diffing;
using Harness.Core.Evidence;
using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Matrix.Derived;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Scenarios;
using Harness.Core.Verdicts;
using Harness.Core.Verdicts.Behaviour;
using Harness.Core.Verdicts.Proving;
using Harness.Lab;
using Harness.Lab.Plays;

namespace Harness.Cli.Verbs.Proving;

/// <summary>Claims proven by the model of a configuration that runs in the lab, and the sessions that matter most played there.</summary>
internal static class LabProof
{
    private const int MostPlayed = 200;

    /// <summary>Proves them.</summary>
    public static async Task<ProofReport> OfAsync(ProveRequest request, Terminal terminal, CancellationToken cancel)
    {
        ProofReport report = await ProveAsync(request, terminal, cancel);
        return report.Proofs.Any(p => p.Claim.Id == ProvableClaims.AuthInClear)
            ? report with { Proofs = [.. await Task.WhenAll(report.Proofs.Select(async p => p.Claim.Id == ProvableClaims.AuthInClear ? await AttackedAsync(p, request, terminal, cancel) : p))] }
            : report;
    }

    private static Task<ProofReport> ProveAsync(ProveRequest request, Terminal terminal, CancellationToken cancel)
        => RunProgress.ShowAsync(terminal, "the lab", async progress =>
        {
            progress.Say("starting the lab");
            using var files = new PatientFiles(request.Files);
            (HarnessLab lab, LabTarget target) = await HarnessLab.StartAsync(files.Files, progress.Say, cancel, request.Version);
            await using (lab)
            {
                LabServer server = await lab.ServerSideAsync(target, cancel);
                ServiceParameters parameters = server.Configuration.Parameters;
                var cells = LabMatrix.Of([server], [.. target.MatrixClients()], isExhaustive: true);
                AccessModel reference = UnauthDestination.ModelOf(server.Configuration.Main, parameters.Release, server.Machine, server.World);
                var ground = new ProofGround(cells.Matrix, new(parameters, server.World.Tables), server.World.OwnAddresses ?? [], reference.Decide);
                var search = new ProofSearch(ground, cells.Sides[0].Model, cells.Sides[0].Login);
                var proofs = new List<Proof>();
                foreach (ProvableClaim claim in request.Chosen(ground.Zones))
                {
                    progress.Say(claim.Sentence);
                    Proof proof = claim.Id == ProvableClaims.AuthInClear ? ClearPasswords.Prove(parameters) : search.Prove(claim, cancel: cancel);
                    proofs.Add(proof.Sessions == 0 ? proof : proof with { Played = await PlayAsync(proof, cells, target, cancel) });
                }
                InterfaceAddress standing = server.Machine.Addresses.First(a => !System.Net.IPAddress.IsLoopback(a.Address));
                var side = new BehaviourSide(request.Files.Given, request.Version.Number);
                return new ProofReport(request.Files.Given, request.Version.Number, proofs, NotCovered.Of(parameters), Supposed(), s => PredictedProof.Replay(s, side, cells.Names, parameters, standing));
            }
        });

    // The way in, what is one property away from it, and a session for each restriction that bears the claim.
    private static async Task<IReadOnlyList<ProofPlay>> PlayAsync(Proof proof, LabMatrix cells, LabTarget target, CancellationToken cancel)
    {
        IEnumerable<AccessSession> wanted = proof.Counterexamples.Select(c => c.Session).Concat(proof.NearMisses.Select(n => n.Session)).Concat(proof.Refusing.Select(r => r.Plainest));
        AccessSession[] sessions = [.. wanted.Distinct(ReferenceEqualityComparer.Instance).Cast<AccessSession>().Where(cells.IsPlayable).Take(MostPlayed)];
        IReadOnlyList<PlayedSession> played = await target.AccessPlayer().PlayAsync(sessions, cancel);
        return [.. played.Select(p => new ProofPlay(p.Session, cells.Sides[0].Served.Decide(p.Session), p.Observed, p.Fault))];
    }

    // What the settings say is tried by the catalogue.
    private static async Task<Proof> AttackedAsync(Proof proof, ProveRequest request, Terminal terminal, CancellationToken cancel)
    {
        Attack[] attacks = [.. Attacks.Select(["auth/in-clear/*", "auth/offered-in-clear*"], null)];
        var policy = new Policy("prove", "every attack there is", [new PolicyRule("*", Level.Must)], []);
        RunRecord record = await LabRun.PlayAsync(request.Files, request.Version, attacks, policy, terminal, cancel);
        Finding[] findings = [.. Judge.Judging(record, policy).Findings];
        bool refuted = findings.Any(f => f.Verdict == Verdict.Fail), held = findings.All(f => f.Verdict is Verdict.Pass or Verdict.NotApplicable);
        return proof with
        {
            Given = proof.Given == Standing.Holds ? (refuted ? Standing.Refuted : held ? Standing.Holds : Standing.Open) : refuted ? Standing.Refuted : Standing.Open,
            Attacks = [.. findings.Select(f => $"{f.Attack.Id}: {f.Verdict.ToString().ToLowerInvariant()}, {f.Reason}")],
        };
    }

    private static IReadOnlyList<string> Supposed() =>
    [
        "the DNS is the lab's; a list that the lab does not serve has the clients made for it, and they are not played",
        $"local accounts are the lab's; recipients are {string.Join(", ", DerivedMatrix.Accounts)} and keys of the tables",
    ];
}
