using Harness.Core.Catalogue;
using Harness.Core.Engine.Remote;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;

namespace Harness.Testing;

/// <summary>The server that the caller named, made ready when it is first asked for.</summary>
internal sealed class CertifiedServer : IAsyncDisposable
{
    private readonly Lazy<Task<PolicyTarget>> _target;

    private CertifiedServer(string name, Func<Task<PolicyTarget>> start) => (Name, _target) = (name, new Lazy<Task<PolicyTarget>>(start));

    /// <summary><c>configuration</c> or <c>server</c>.</summary>
    public string Name { get; }

    /// <summary>Whether a case has failed because it could not be made ready.</summary>
    public bool IsTold { get; set; }

    /// <summary>What the settings name; null for nothing.</summary>
    /// <exception cref="ArgumentException">They name both a configuration and a server, or a record in a folder that is not there.</exception>
    public static CertifiedServer? OfTheCaller() => (CallerSettings.Find("config"), CallerSettings.Find("server")) switch
    {
        (null, null) => null,
        ({ } config, null) => Recording("configuration", () => InTheLabAsync(config)),
        (null, _) => Recording("server", OutsideAsync),
        _ => throw new ArgumentException($"{CallerSettings.Spelling("config")} and {CallerSettings.Spelling("server")} name two things: leave one of them out"),
    };

    /// <summary>The server, ready to be asked.</summary>
    public Task<PolicyTarget> ReadyAsync() => _target.Value;

    /// <summary>Removes the lab, if it came up.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_target.IsValueCreated && _target.Value is { IsCompletedSuccessfully: true } ready && (await ready).Lab is { } lab)
        {
            await lab.DisposeAsync();
        }
    }

    // A run takes minutes: what would spoil its record at the end is said at the beginning.
    private static CertifiedServer Recording(string name, Func<Task<PolicyTarget>> start)
    {
        string? file = CallerSettings.Find("record") is { } given ? ConfigurationPath.ToWrite(given) : null;
        return file is null || Directory.Exists(Path.GetDirectoryName(file))
            ? new CertifiedServer(name, async () => (await start()) with { RecordFile = file })
            : throw new ArgumentException($"{CallerSettings.Spelling("record")} {file}: there is no directory {Path.GetDirectoryName(file)}; make it first");
    }

    private static async Task<PolicyTarget> InTheLabAsync(string config) => PolicyTarget.Of(await WarmLab.StartAsync(
        ConfigurationPath.FromTheCaller(config), WarmLab.Postfix(CallerSettings.Find("postfix")), WarmLab.Progress, CancellationToken.None));

    private static async Task<PolicyTarget> OutsideAsync()
    {
        string[] kinds = [.. AttackCatalogue.Shipped().Attacks.SelectMany(a => Needs.Of(a).Clients).Distinct()];
        var reader = new RemoteServerReader(CallerSettings.Spelling, CallerSettings.Find, WarmLab.Progress);
        RemoteServer server = await reader.ReadAsync(CallerSettings.Each("vantage"), CallerSettings.Find("intrusive") == "1", kinds, CancellationToken.None);
        (RemoteTarget? target, string why) = await RemoteTarget.GreetAsync(server, Deadlines.Default, TimeProvider.System, CancellationToken.None);
        return target is null
            ? throw new UnansweredServerException($"{why}; nothing was asked")
            : new PolicyTarget(target, null, server, WarmLab.Progress);
    }
}
