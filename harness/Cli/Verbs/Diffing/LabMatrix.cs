using System.Net;
using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Matrix;
using Harness.Core.Postfix.Access.Matrix.Derived;
using Harness.Core.Postfix.Access.Names;
using Harness.Core.Postfix.Tables;
using Harness.Core.Verdicts.Behaviour;
using Harness.Lab.Plays;

namespace Harness.Cli.Verbs.Diffing;

/// <summary>The sessions of configurations that run in the lab, in its DNS.</summary>
/// <param name="Matrix">The sessions.</param>
/// <param name="Models">For each configuration the model, with clients on lists that the lab does not serve.</param>
/// <param name="Served">For each configuration the model in the lab's DNS as it is.</param>
internal sealed record LabMatrix(DerivedMatrix Matrix, IReadOnlyList<AccessModel> Models, IReadOnlyList<AccessModel> Served)
{
    /// <summary>Who is on which list.</summary>
    public MatrixNames Names => Matrix.Names;

    /// <summary>Derives them.</summary>
    /// <param name="servers">The configurations as they run.</param>
    /// <param name="clients">The lab's clients, the ordinary one first.</param>
    /// <param name="isExhaustive">With what no statement of a comparison should be about.</param>
    public static LabMatrix Of(IReadOnlyList<LabServer> servers, IReadOnlyList<MatrixClient> clients, bool isExhaustive = false)
    {
        MatrixSource[] sources = [.. servers.Select(s => new MatrixSource(s.Configuration.Parameters, s.World.Tables))];
        MatrixNames names = Listings(sources, clients, servers[0].World.Names);
        string[] served = [.. sources.SelectMany(s => DnsListZones.Of(s.Parameters)).Where(z => names.Listings.Keys.Any(n => n.EndsWith("." + z, StringComparison.OrdinalIgnoreCase)))];
        // Lists that the lab does not serve are predicted, and not played.
        IReadOnlyList<MatrixClient> unserved = DerivedMatrix.ClientsOnLists(sources, names, z => !served.Contains(z, StringComparer.OrdinalIgnoreCase));
        // Whoever is on several lists shows nothing that those on one do not, unless the lists do not matter for it.
        NetworkList[] inside = [.. sources.Select(o => new NetworkList(o.Parameters.Words("mynetworks"), o.Tables))];
        IEnumerable<MatrixClient> telling = clients.Where(c => c.Address is { } address
            && (names.Listings.Keys.Count(n => n.StartsWith(MatrixNames.Backwards(address) + ".", StringComparison.Ordinal)) < 2 || inside.Any(i => i.Find(c.Name, address.ToString()).Status == LookupStatus.Found)));
        DerivedMatrix matrix = DerivedMatrix.Of(sources, [.. telling, .. unserved], names, isExhaustive: isExhaustive);
        AccessModel[] played = [.. servers.Select(s => AccessModel.Of(s.Configuration.Parameters, s.World))];
        AccessModel[] models = [.. servers.Select(s => AccessModel.Of(s.Configuration.Parameters, s.World with { Names = names.Over(s.World.Names) }))];
        return new(OrdinarySession.For(matrix, models), models, played);
    }

    /// <summary>Whether a session is in the lab's DNS what it is in the model's, and the server lives to see the next one.</summary>
    public bool IsPlayable(AccessSession session)
        => Models.Zip(Served).All(m => m.Second.Decide(session) is var here && here.Fatal is null && AnswerKey.Of(here) == AnswerKey.Of(m.First.Decide(session)));

    private static MatrixNames Listings(IReadOnlyList<MatrixSource> sources, IReadOnlyList<MatrixClient> clients, DnsFacts dns)
    {
        var names = new MatrixNames();
        foreach (string zone in sources.SelectMany(s => DnsListZones.Of(s.Parameters)).Distinct())
        {
            names.AddZone(zone);
            foreach (IPAddress address in clients.Select(c => c.Address).OfType<IPAddress>().Distinct())
            {
                if (MatrixNames.Backwards(address) is { } backwards && dns.Ask($"{backwards}.{zone}", NameType.A) is { Status: NameStatus.Found, Addresses: [var answer, ..] })
                    names.List(backwards, zone, answer);
            }
        }

        return names;
    }
}
