using System.Text.RegularExpressions;
using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Postfix.Configuration;
using Harness.Lab.Servers;

namespace Harness.Lab.Tests;

/// <summary>An Exim of the lab whose own clients send mail out, with sight of its log and of what arrives outside.</summary>
/// <param name="inner">The same server seen from outside.</param>
/// <param name="server">Its log.</param>
/// <param name="facts">Recipients outside, each of them nobody else's.</param>
internal sealed partial class WatchedExim(ITarget inner, OtherServer server, IReadOnlyDictionary<string, string> facts) : ITarget
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    public IReadOnlyDictionary<string, string> Facts { get; } = new Dictionary<string, string>(inner.Facts.Concat(facts).GroupBy(f => f.Key).Select(g => g.Last()));

    public MainCf? MainCf => null;

    public Manners Manners { get; } = inner.Manners with { MayReach = null };

    public IReadOnlyCollection<string> Kinds => inner.Kinds;

    public bool HasLists => false;

    public bool HasLog => true;

    public TargetRecord Describe() => inner.Describe();

    public async Task<IVantage?> TakeAsync(string kind, CancellationToken cancel)
        => await inner.TakeAsync(kind, cancel) is { } vantage ? new Watched(vantage, server) : null;

    public string? CrowdFor(string kind) => null;

    public Task SwitchAsync(IReadOnlyDictionary<string, string> lists, CancellationToken cancel) => Task.CompletedTask;

    private sealed class Watched(IVantage vantage, OtherServer server) : IVantage
    {
        public ClientSeen Client => vantage.Client;

        public string HeloName => vantage.HeloName;

        public Task<(Stream? Stream, string Detail)> ConnectAsync(CancellationToken cancel) => vantage.ConnectAsync(cancel);

        public async Task<ServerSide?> CollectAsync(IReadOnlyList<string> queueIds, CancellationToken cancel)
        {
            if (queueIds is not [var id, ..])
            {
                return new ServerSide([], [], null);
            }

            if (await server.Log.LineAsync(_patience, cancel, $" {id} Completed") is null)
            {
                return new ServerSide([], [], $"the log does not say what became of {id}");
            }

            Arrival[] arrivals = [.. server.Log.Lines.Where(l => l.Contains($" {id} => ", StringComparison.Ordinal)).Select(l => Sent().Match(l)).Where(m => m.Success)
                .Select(m => new Arrival(m.Groups[2].Value, m.Groups[1].Value, "", m.Groups[3].Success ? m.Groups[3].Value : null))];
            return new ServerSide([], arrivals, null);
        }

        public ValueTask DisposeAsync() => vantage.DisposeAsync();
    }

    [GeneratedRegex(@" => (\S+) .*? H=(\S+) \[[^\]]*\](?:.*? X=(\S+))?")]
    private static partial Regex Sent();
}
