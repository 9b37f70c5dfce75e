using System.Net;
using Harness.Cli.Verbs.Diffing;
using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Matrix.Derived;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Verdicts.Behaviour;
using Harness.Core.Verdicts.Proving;

namespace Harness.Cli.Verbs.Proving;

/// <summary>Claims proven by the model alone.</summary>
internal static class PredictedProof
{
    /// <summary>Where the server is taken to stand: decides about recipients in brackets, and what mynetworks_style means.</summary>
    private static readonly InterfaceAddress _standing = new(IPAddress.Parse("203.0.113.25"), 24);

    /// <summary>Proves them.</summary>
    public static ProofReport Of(ProveRequest request, CancellationToken cancel)
    {
        var machine = new MachineFacts(Environment.MachineName, [new(IPAddress.Loopback, 8), _standing]);
        var configuration = DiffConfiguration.Of(request.Files, request.Version, machine);
        MatrixSource source = configuration.Source;
        var matrix = DerivedMatrix.Exhaustive(source);
        var world = new AccessWorld(source.Tables, matrix.Names) { OwnAddresses = [IPAddress.Loopback, _standing.Address] };
        var model = AccessModel.Of(source.Parameters, world);
        matrix = OrdinarySession.For(matrix, model);
        AccessModel reference = UnauthDestination.ModelOf(request.Files.MainCf, source.Parameters.Release, machine, world);
        var ground = new ProofGround(matrix, source, world.OwnAddresses, reference.Decide);
        var search = new ProofSearch(ground, model, new PossibleLogin(source.Parameters));
        Proof[] proofs = [.. request.Chosen(ground.Zones).Select(c => c.Id == ProvableClaims.AuthInClear ? ClearPasswords.Prove(source.Parameters) : search.Prove(c, cancel: cancel))];
        return new(request.Files.Given, request.Version.Number, proofs, NotCovered.Of(source.Parameters), Supposed(source.Parameters),
            session => Replay(session, configuration.Side, matrix.Names, source.Parameters, _standing));
    }

    /// <summary>The command line of <c>explain</c> that shows a session.</summary>
    public static string Replay(AccessSession session, BehaviourSide side, MatrixNames names, ServiceParameters parameters, InterfaceAddress standing)
    {
        bool matters = parameters.Find("mynetworks") is { IsSet: false } || session.Recipients.Any(r => r.Contains('[', StringComparison.Ordinal));
        return ReplayLine.Of(session, side, names) + (matters ? $" --interface {standing.Address}/{standing.PrefixLength}" : "");
    }

    private static IReadOnlyList<string> Supposed(ServiceParameters parameters) =>
    [
        $"the server stands at {_standing.Address}/{_standing.PrefixLength}{(parameters.Find("mynetworks") is { IsSet: false } ? ", and mynetworks, which is not set, means that network as far as mynetworks_style says so" : "")}",
        "every name is in the DNS but those made for the purpose; a DNS list has the clients made for it",
        $"local accounts are {string.Join(", ", DerivedMatrix.Accounts)}; there are no aliases outside of the directory",
    ];
}
