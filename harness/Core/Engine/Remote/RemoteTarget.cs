using System.Net;
using System.Net.Sockets;
using Harness.Core.Evidence;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;

namespace Harness.Core.Engine.Remote;

/// <summary>
/// A running server, seen from outside: any MTA, of which nothing is known but what the caller says and what it answers.
/// </summary>
public sealed class RemoteTarget : ITarget
{
    private const string Outsider = "outsider";
    private const string OverIPv6 = "ipv6";
    private const int ImplicitTlsPort = 465;
    private const int SubmissionPort = 587;

    private readonly RemoteServer _server;
    private readonly TimeSpan _connectDeadline;
    private readonly IReadOnlyDictionary<string, Route> _routes;
    private readonly string? _ownName;
    private readonly Introduction _introduction;

    private RemoteTarget(
        RemoteServer server, TimeSpan connectDeadline, IReadOnlyDictionary<string, Route> routes, string? ownName, Opening opening, Introduction introduction)
    {
        (_server, _connectDeadline, _routes, _ownName, _introduction) = (server, connectDeadline, routes, ownName, introduction);
        Opening = opening;
        Facts = RemoteFacts.Of(server, routes[Outsider].Server.Address, introduction);
        var named = new NamedMailboxes(server.Recipient, server.Outside, [Facts[TargetFacts.Domain], Facts[TargetFacts.Mx], Facts[TargetFacts.Address]]);
        Manners = new Manners
        {
            Parallel = server.Parallel,
            Rate = server.Rate,
            Intrusive = server.Intrusive,
            LeavesAt421 = true,
            RetryAfter = server.RetryAfter,
            // RFC 6647 §5 recommends that greylisting end within five minutes or sooner.
            Patience = server.RetryAfter is null ? TimeSpan.Zero : TimeSpan.FromMinutes(6),
            MayReach = named.MayReach,
        };
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Facts { get; }

    /// <inheritdoc/>
    public MainCf? MainCf => null;

    /// <inheritdoc/>
    public Manners Manners { get; }

    /// <inheritdoc/>
    public Opening Opening { get; }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds => [.. _routes.Keys];

    /// <inheritdoc/>
    public bool HasLists => false;

    /// <inheritdoc/>
    public bool HasLog => false;

    /// <summary>Makes the acquaintance of a server: a session in which it greets and answers EHLO.</summary>
    /// <returns>The target, or null with the reason: a server that cannot be spoken to is data.</returns>
    public static async Task<(RemoteTarget? Target, string Why)> GreetAsync(
        RemoteServer server, Deadlines deadlines, TimeProvider clock, CancellationToken cancel)
    {
        Opening opening = server.Opening ?? (server.Port == ImplicitTlsPort ? Opening.ImplicitTls : Opening.Plain);
        string? ownName = server.HeloName ?? await OwnName.FindAsync(cancel);
        if (RoutesOf(server) is not { } routes)
        {
            return (null, $"{NameOf(server)}: this machine has no route to {server.Addresses[0]}");
        }

        var target = new RemoteTarget(server, deadlines.Connect, routes, ownName, opening, new Introduction("", new([])));
        (Introduction? introduction, string why) = await target.IntroduceAsync(deadlines, clock, cancel);
        foreach (string kind in introduction is null ? [] : routes.Keys.Where(k => k != Outsider).ToArray())
        {
            if ((await target.HelloAsync(kind, deadlines, clock, cancel)).Outcome is not { Ending: Ending.Unreachable } unheard)
            {
                continue;
            }

            if (server.Vantages.ContainsKey(kind))
            {
                return (null, $"{NameOf(server)}: the client {kind}: {unheard.Text}");
            }

            // A name with an IPv6 address and nothing that listens there is common.
            routes.Remove(kind);
        }

        if (introduction is not null && server.Opening is null && server.Port == SubmissionPort && introduction.Extensions.Offers("STARTTLS"))
        {
            opening = Opening.StartTls;
            target = new RemoteTarget(server, deadlines.Connect, routes, ownName, opening, introduction);
            (introduction, why) = await target.IntroduceAsync(deadlines, clock, cancel);
        }

        return introduction is null
            ? (null, $"{NameOf(server)}: {why}")
            : (new RemoteTarget(server, deadlines.Connect, routes, ownName, opening, introduction), "");
    }

    /// <inheritdoc/>
    public TargetRecord Describe() => new(
        NameOf(_server), _introduction.Banner.Length > 0 ? _introduction.Banner : "a server without a banner", null, null, [], [.. _routes.Select(r => ClientOf(r.Key, r.Value))], null, [.. Learned()]);

    /// <inheritdoc/>
    public Task<IVantage?> TakeAsync(string kind, CancellationToken cancel)
        => Task.FromResult<IVantage?>(_routes.TryGetValue(kind, out Route? route)
            ? new RemoteVantage(ClientOf(kind, route), HeloNameOf(route), Opening, route, _connectDeadline)
            : null);

    /// <inheritdoc/>
    public string? CrowdFor(string kind) => null;

    /// <inheritdoc/>
    public Task SwitchAsync(IReadOnlyDictionary<string, string> lists, CancellationToken cancel) => Task.CompletedTask;

    private async Task<(Introduction? Introduction, string Why)> IntroduceAsync(Deadlines deadlines, TimeProvider clock, CancellationToken cancel)
    {
        Observation seen = await HelloAsync(Outsider, deadlines, clock, cancel);
        return seen.Outcome is { IsAccepted: true } ? (Introduction.Of(seen), "") : (null, seen.Fault ?? Why(seen.Outcome!));
    }

    private static string Why(Outcome outcome) => outcome.Ending switch
    {
        Ending.Unreachable => outcome.Text,
        Ending.TimedOut or Ending.Closed => $"it did not answer: {outcome}",
        _ => $"it does not talk to this machine: {outcome}",
    };

    private Task<Observation> HelloAsync(string kind, Deadlines deadlines, TimeProvider clock, CancellationToken cancel)
    {
        var hello = new Attack
        {
            Id = "hello/server",
            Claim = "the server greets",
            Source = new Source(Rfc: "5321 §3.1"),
            From = kind,
            Steps = [new Say("EHLO {helo}") { Await = ReplyPattern.Accepted }],
            Pass = [],
            Remedy = "",
        };
        return new SessionPlayer(this, deadlines, clock).PlayAsync(hello, control: false, cancel);
    }

    private IEnumerable<string> Learned()
    {
        yield return Opening switch
        {
            Opening.ImplicitTls => "TLS from the first octet",
            Opening.StartTls => "every session begins with STARTTLS",
            _ => "sessions begin in clear",
        };
        yield return $"clients say they are {string.Join(", ", _routes.Values.Select(HeloNameOf).Distinct())}";
        yield return _introduction.Extensions.Lines is [_, ..] all ? $"EHLO announces {string.Join(", ", all)}" : "EHLO announces nothing";
    }

    private string HeloNameOf(Route route) => _ownName ?? AddressLiteral.Of(route.Client);

    private static ClientSeen ClientOf(string kind, Route route) => new(kind, $"{route.Client}", null);

    private static string NameOf(RemoteServer server)
        => server.Host.Contains(':', StringComparison.Ordinal) ? $"[{server.Host}]:{server.Port}" : $"{server.Host}:{server.Port}";

    // An outsider speaks over IPv4 where the server has it: that is where most mail comes from.
    private static Dictionary<string, Route>? RoutesOf(RemoteServer server)
    {
        IPEndPoint? v4 = EndPoint(server, AddressFamily.InterNetwork), v6 = EndPoint(server, AddressFamily.InterNetworkV6);
        IPEndPoint first = (v4 ?? v6)!;
        Dictionary<string, Route> routes = [];
        if (Route.Direct(first) is { } direct)
        {
            routes[Outsider] = direct;
        }

        if (v6 is not null && Route.Direct(v6) is { } overIPv6)
        {
            routes[OverIPv6] = overIPv6;
        }

        foreach ((string kind, Proxy proxy) in server.Vantages)
        {
            if ((kind.StartsWith(OverIPv6, StringComparison.Ordinal) ? v6 : first) is { } end)
            {
                routes[kind] = new Route(end, proxy, proxy.EndPoint.Address);
            }
        }

        return routes.ContainsKey(Outsider) ? routes : null;
    }

    private static IPEndPoint? EndPoint(RemoteServer server, AddressFamily family)
        => server.Addresses.FirstOrDefault(a => a.AddressFamily == family) is { } address ? new IPEndPoint(address, server.Port) : null;
}
