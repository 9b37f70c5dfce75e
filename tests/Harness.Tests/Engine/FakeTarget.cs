using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Scenarios;

namespace Harness.Tests.Engine;

/// <summary>A target whose every connection is made by the test.</summary>
internal sealed class FakeTarget(Func<Task<(Stream? Stream, string Detail)>> connect) : ITarget
{
    public const string Kind = "outsider";

    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>
    {
        [TargetFacts.Sender] = "someone@sender.example",
        [TargetFacts.Recipient] = "alice@test.example",
        [TargetFacts.Mx] = "mx.test.example",
    };

    public MainCf? MainCf { get; init; }

    public ServerSide? Side { get; init; }

    public Manners Manners { get; init; } = Manners.InTheLab;

    public IReadOnlyCollection<string> Kinds { get; init; } = [Kind, "inside"];

    public bool HasLists { get; init; }

    public bool HasLog { get; init; } = true;

    public string? Crowd { get; init; }

    public List<string> Switched { get; } = [];

    public List<string> Collected { get; } = [];

    public List<string> Taken { get; } = [];

    public int GivenBack { get; private set; }

    public static FakeTarget Of(Smtp.ScriptedServer server) => new(async () => (await server.ConnectAsync(), ""));

    public TargetRecord Describe() => new("fake", "none", null, null, [], [], null, []);

    public Task<IVantage?> TakeAsync(string kind, CancellationToken cancel)
    {
        lock (Taken)
        {
            Taken.Add(kind);
        }

        return Task.FromResult<IVantage?>(Kinds.Contains(kind) || kind == Crowd ? new Vantage(this, kind, connect) : null);
    }

    public string? CrowdFor(string kind) => Crowd;

    public Task SwitchAsync(IReadOnlyDictionary<string, string> lists, CancellationToken cancel)
    {
        Switched.Add(string.Join(' ', lists.Select(l => $"{l.Key}={l.Value}")));
        return Task.CompletedTask;
    }

    private sealed class Vantage(FakeTarget target, string kind, Func<Task<(Stream? Stream, string Detail)>> connect) : IVantage
    {
        public ClientSeen Client { get; } = new(kind, "198.51.100.9", null);

        public string HeloName => "mail.outsider.example";

        public Task<(Stream? Stream, string Detail)> ConnectAsync(CancellationToken cancel) => connect();

        public Task<ServerSide?> CollectAsync(IReadOnlyList<string> queueIds, CancellationToken cancel)
        {
            lock (target.Collected)
            {
                target.Collected.AddRange(queueIds);
            }

            return Task.FromResult(target.Side);
        }

        public ValueTask DisposeAsync()
        {
            target.GivenBack++;
            return ValueTask.CompletedTask;
        }
    }
}
