using System.Net;
using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Matrix;
using Harness.Core.Postfix.Access.Matrix.Derived;
using Harness.Core.Postfix.Access.Names;
using Harness.Core.Postfix.Tables;
using Harness.Core.Verdicts.Behaviour;
using Harness.Lab.Plays;
using Harness.Lab.Plays.Lane;

namespace Harness.Cli.Verbs.Diffing;

/// <summary>The sessions of configurations that run in the lab, in its DNS.</summary>
/// <param name="Matrix">The sessions.</param>
/// <param name="Sides">The configurations.</param>
internal sealed record LabMatrix(DerivedMatrix Matrix, IReadOnlyList<LabSide> Sides)
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
        PossibleLogin[] logins = [.. sources.Select(o => new PossibleLogin(o.Parameters))];
        IEnumerable<MatrixClient> telling = clients.Where(c => c.Address is { } address && (c.Login is null || logins.Any(l => l.IsOffered))
            && (names.Listings.Keys.Count(n => n.StartsWith(MatrixNames.Backwards(address) + ".", StringComparison.Ordinal)) < 2 || inside.Any(i => i.Find(c.Name, address.ToString()).Status == LookupStatus.Found)));
        DerivedMatrix matrix = DerivedMatrix.Of(sources, [.. telling, .. unserved], names, isExhaustive: isExhaustive);
        LabSide[] sides = [.. servers.Select((s, i) => new LabSide(
            AccessModel.Of(s.Configuration.Parameters, s.World with { Names = names.Over(s.World.Names) }), AccessModel.Of(s.Configuration.Parameters, s.World), logins[i], new LaneReach(s)))];
        return new(OrdinarySession.For(matrix, [.. sides.Select(s => s.Model)]), sides);
    }

    /// <summary>Whether XCLIENT can say a session, it is in the lab's DNS what it is in the model's, and the server lives to see the next one.</summary>
    public bool IsPlayable(AccessSession session)
        => Sides.All(s => s.Reach.Has(session) && s.Served.Decide(s.Login.Of(session)) is var here && here.Fatal is null && AnswerKey.Of(here) == AnswerKey.Of(s.Foretell(session)));

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

/// <summary>A configuration in the lab.</summary>
/// <param name="Model">Its model, with clients on lists that the lab does not serve.</param>
/// <param name="Served">Its model in the lab's DNS as it is.</param>
/// <param name="Login">Who can have logged in.</param>
/// <param name="Reach">What XCLIENT can say.</param>
internal sealed record LabSide(AccessModel Model, AccessModel Served, PossibleLogin Login, LaneReach Reach)
{
    /// <summary>What the model says of a session, as it can be with this configuration.</summary>
    public AccessOutcome Foretell(AccessSession session) => Model.Decide(Login.Of(session));
}
