using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Docker.DotNet;
using Harness.Core.Dns;
using Harness.Core.Evidence;
using Harness.Lab.Clients;
using Harness.Lab.Containers;
using Harness.Lab.Logs;
using Harness.Lab.Plays;
using Harness.Lab.Servers;
using Harness.Lab.Zones;

namespace Harness.Lab;

/// <summary>
/// A real Postfix with a user's configuration, on an internet of its own: resolver and lists, clients, mail exchangers
/// outside. One lab can run one configuration after another.
/// </summary>
public sealed class HarnessLab : IAsyncDisposable
{
    private const int RecordsACommand = 500;

    private static readonly TimeSpan _loadTime = TimeSpan.FromSeconds(30);

    private readonly RunningContainers _containers;
    private readonly LabOutput _output;
    private readonly Gate _gate;
    private readonly ListSwitch _lists;
    private readonly ConcurrentDictionary<ServerKind, Lazy<Task<OtherServer>>> _others = new();
    private string? _domain;
    private IReadOnlyList<string> _admitted = [];
    private int _loads;

    private HarnessLab(RunningContainers containers, LabOutput output)
    {
        (_containers, _output, _gate) = (containers, output, containers.Gate);
        _lists = new ListSwitch(containers, output);
    }

    /// <summary>The engine's id of the container that runs the Postfix under test.</summary>
    public string MxContainer => _containers.MxId;

    /// <summary>The image of that container.</summary>
    public string MxImage => _containers.MxImage;

    /// <summary>The containers, for what is done to them in a storm.</summary>
    internal RunningContainers Containers => _containers;

    /// <summary>The published end of the lab's resolver (TCP).</summary>
    internal IPEndPoint Resolver => _containers.Published(LabContainers.DnsPort);

    /// <summary>Starts a lab with a configuration.</summary>
    /// <param name="files">The configuration.</param>
    /// <param name="told">Told, in a few words, what takes long.</param>
    /// <param name="cancel">Gives up; what was started is removed.</param>
    /// <param name="postfix">Which Postfix runs it; <see cref="PostfixVersion.Default"/> without.</param>
    /// <param name="storm">For a storm: no trace, and the mail log is not followed.</param>
    /// <exception cref="ConfigurationRefusedException">Postfix refuses the configuration.</exception>
    /// <exception cref="LabException">The lab could not be started; the message says why.</exception>
    public static async Task<(HarnessLab Lab, LabTarget Target)> StartAsync(
        ConfigurationFiles files, Action<string> told, CancellationToken cancel, PostfixVersion? postfix = null, StormGround? storm = null)
    {
        await ContainerEngine.PrepareAsync();
        var output = new LabOutput([.. KnownClients.Crowd.Append(KnownClients.Driver).Select(c => c.Address)]);
        try
        {
            RunningContainers containers = await RunningContainers.StartAsync(files, postfix ?? PostfixVersion.Default, output, told, storm, cancel);
            try
            {
                var lab = new HarnessLab(containers, output);
                return (lab, await lab.TargetAsync(files, LabContainers.UserFiles, startsBefore: 0, cancel));
            }
            catch
            {
                await containers.DisposeAsync();
                throw;
            }
        }
        catch (DockerApiException refused)
        {
            throw new LabException($"the Docker engine refused: {refused.Message.ReplaceLineEndings(" ")}", refused);
        }
    }

    /// <summary>Runs another configuration in this lab: a reload, or a restart where a reload does not reach.</summary>
    /// <exception cref="ConfigurationRefusedException">Postfix refuses it.</exception>
    public async Task<LabTarget> LoadAsync(ConfigurationFiles files, CancellationToken cancel)
    {
        int starts = _output.Log.ExpectStart();
        string place = $"{LabContainers.UserFiles}-{++_loads}";
        _output.ExpectReport();
        await _containers.CopyAsync(files, place, cancel);
        // A refusal is not a failure of the command: it stands in the report.
        await _containers.TryRunAsync(LabContainers.Mx, ["load", "again", place], cancel);
        return await TargetAsync(files, place, starts, cancel);
    }

    /// <summary>
    /// Runs another main.cf in the place of a configuration's own. Whatever else belongs to it stays as it was: clients and facts,
    /// so that it is asked what the original is asked; what the intake made, so that a file which is named by mistake is not there.
    /// </summary>
    /// <param name="original">The configuration; it must have been loaded in this lab.</param>
    /// <param name="mainCf">The text of main.cf.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="anew">Whether Postfix starts anew in any case; else only where a reload would leave something of before.</param>
    /// <exception cref="ConfigurationRefusedException">Postfix refuses it.</exception>
    public async Task<LabTarget> LoadAsync(LabTarget original, string mainCf, CancellationToken cancel, bool anew = false)
    {
        int starts = _output.Log.ExpectStart();
        _output.ExpectReport();
        bool isStrained = anew || _output.Log.IsStrained;
        // Whatever ends this half way, the next one finds a master that has started anew.
        _output.Log.Strained(true);
        await _containers.TryRunAsync(LabContainers.Mx, ["load", "mutant", original.Place, isStrained ? "restart" : "reload"], cancel, Encoding.UTF8.GetBytes(mainCf));
        ConfigurationFiles files = original.WithMainCf(mainCf);
        try
        {
            await RequireRunningAsync(files, starts, cancel);
            _output.Log.Strained(false);
        }
        catch (ConfigurationRefusedException)
        {
            // What ran before runs on, with whatever is held against it.
            _output.Log.Strained(isStrained);
            throw;
        }

        return original.Running(files, _output);
    }

    /// <summary>What the access model has to know about the configuration that is loaded, from the server itself.</summary>
    /// <param name="target">The configuration that was loaded last.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<LabServer> ServerSideAsync(LabTarget target, CancellationToken cancel)
        => (await ComposedServer.ReadAsync(_containers, target, cancel)).Server;

    /// <summary>Switches a blocking list, where it is not in that mode already. Postfix keeps answers per process, so it is reloaded as well.</summary>
    /// <exception cref="LabException">The list's server did not take the mode.</exception>
    public Task SwitchListAsync(string zone, ListMode mode, CancellationToken cancel)
        => _lists.ToAsync(new Dictionary<string, ListMode> { [zone] = mode }, cancel);

    /// <summary>Makes the lab's resolver know names and listings besides its own, until the lab is gone.</summary>
    /// <exception cref="LabException">The resolver did not take them.</exception>
    public async Task FreezeAsync(FrozenNames names, CancellationToken cancel)
    {
        foreach (string[] records in names.Records.Chunk(RecordsACommand))
        {
            await _containers.RunAsync(LabContainers.Internet, ["know", .. records], cancel);
        }
    }

    /// <summary>Another mail server on this lab's internet: started when it is first asked for, gone with the lab.</summary>
    /// <exception cref="LabException">It could not be started.</exception>
    public Task<OtherServer> ServerAsync(ServerKind kind, Action<string> told, CancellationToken cancel)
        => _others.GetOrAdd(kind, k => new Lazy<Task<OtherServer>>(() => _containers.StartAsync(k, told, CancellationToken.None))).Value
            .WaitAsync(cancel);

    /// <summary>Opens a proxy that speaks from a client's address to any host of this lab's internet.</summary>
    /// <param name="kind">The kind of client.</param>
    /// <param name="which">Which one of that kind, from 0.</param>
    /// <exception cref="ArgumentException">There is no such client in every lab.</exception>
    public SocksDoor OpenSocks(string kind, int which = 0)
    {
        LabClient client = KnownClients.All.Where(c => c.Kind == kind).ElementAtOrDefault(which)
            ?? throw new ArgumentException($"the lab has no client {which} of the kind {kind}", nameof(kind));
        return new SocksDoor(client, async (host, port, cancel) => (await _gate.ConnectAsync(client, host, port, cancel)).Stream);
    }

    /// <summary>Waits for a message to a recipient outside, whichever server handed it over.</summary>
    /// <returns>Null when none came in time.</returns>
    public Task<Arrival?> ArrivedOutsideAsync(string recipient, TimeSpan atMost, CancellationToken cancel)
        => _output.Arrivals.ToAsync(recipient, atMost, cancel);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // One that is just starting must not outlive the network.
        await Task.WhenAll(_others.Values.Where(o => o.IsValueCreated).Select(Task (o) => o.Value)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _containers.DisposeAsync();
        _lists.Dispose();
    }

    private async Task RequireRunningAsync(ConfigurationFiles files, int startsBefore, CancellationToken cancel)
    {
        string? refused = await _output.Report.DoneAsync(_loadTime, cancel)
            ?? await _output.Log.StartedAsync(startsBefore, _loadTime, cancel);
        if (refused is not null)
        {
            throw new ConfigurationRefusedException(PostfixComplaint.Located(refused, files.MainCf));
        }
    }

    private async Task<LabTarget> TargetAsync(ConfigurationFiles files, string place, int startsBefore, CancellationToken cancel)
    {
        await RequireRunningAsync(files, startsBefore, cancel);
        if (await new FirstGreeting(_gate, _output.Log).RefusedAsync(cancel) is { } fatal)
        {
            // A reload would leave the service throttled for a minute.
            await _containers.TryRunAsync(LabContainers.Mx, ["rm", "-f", "/run/inet"], cancel);
            throw new ConfigurationRefusedException(PostfixComplaint.Located(fatal, files.MainCf));
        }

        string mynetworks = _output.Report.Facts.GetValueOrDefault("mynetworks", "");
        if (InsideClients.NamesOutsiders(mynetworks) is { } documentation)
        {
            throw new LabException($"mynetworks names {documentation}, a documentation network (RFC 5737) in which the lab's outsiders stand: put your own network in its place");
        }

        IReadOnlyList<LabClient> inside = InsideClients.Of(mynetworks, _containers.Underlay);
        inside = [.. inside, .. BorderClients.Of(mynetworks, inside, _containers.Underlay)];
        if (files.Plan.Mailboxes.Relayed is { } relayed && relayed != _domain)
        {
            // Some servers relay only to domains that exist.
            await _containers.RunAsync(LabContainers.Internet, ["domain", relayed], cancel);
            _domain = relayed;
        }

        await AdmitAsync([.. inside.Where(c => !c.IsLoopback)], cancel);
        LabClient[] clients = [.. KnownClients.All, .. inside];
        await ZoneCheck.RequireAsync(Resolver, clients, cancel);
        return new LabTarget(files, place, clients, _gate, _lists, _output);
    }

    // Clients that the configuration's own mynetworks ask for: their addresses, and their entries on the lists. Who was
    // admitted last is there still: a command in a container costs as much as a hundred sessions.
    private async Task AdmitAsync(IReadOnlyList<LabClient> clients, CancellationToken cancel)
    {
        string[] addresses = [.. clients.Select(c => c.Address)];
        string[] entries = [.. clients.SelectMany(c => c.Listings.Keys.Select(zone => $"{zone}|{ZoneFiles.Entry(c, zone).TrimEnd()}"))];
        if (clients.Count == 0 || _admitted.SequenceEqual([.. addresses, .. entries]))
        {
            return;
        }

        await Task.WhenAll(
            _containers.RunAsync(LabContainers.Internet, ["client", .. addresses], cancel),
            _containers.RunAsync(LabContainers.Internet, ["list-also", .. entries], cancel));
        _admitted = [.. addresses, .. entries];
    }
}
