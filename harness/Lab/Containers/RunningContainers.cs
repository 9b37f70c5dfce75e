using System.Collections.Concurrent;
using System.Net;
using Docker.DotNet;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;
using Harness.Core.Postfix.Configuration;
using Harness.Lab.Clients;
using Harness.Lab.Intake;
using Harness.Lab.Logs;
using Harness.Lab.Servers;

namespace Harness.Lab.Containers;

/// <summary>The containers of one lab, while they run.</summary>
internal sealed class RunningContainers : IAsyncDisposable
{
    private static readonly TimeSpan _startTime = TimeSpan.FromSeconds(60);

    private readonly DockerClient _engine;
    private readonly LabNetwork _network;
    private readonly LabContainers _plan;
    private readonly Dictionary<string, IContainer> _containers;
    private readonly ConcurrentBag<IContainer> _others = [];
    private readonly SemaphoreSlim _building = new(1);
    private IReadOnlyList<InterfaceAddress>? _interfaces;

    private RunningContainers(
        DockerClient engine, LabNetwork network, LabContainers plan, Dictionary<string, IContainer> containers)
        => (_engine, _network, _plan, _containers) = (engine, network, plan, containers);

    /// <summary>Starts them side by side. When it returns, all but mx have said that they are ready.</summary>
    public static async Task<RunningContainers> StartAsync(
        ConfigurationFiles files, PostfixVersion postfix, LabOutput output, Action<string> told, StormGround? storm, CancellationToken cancel)
    {
        DockerClient engine = TestcontainersSettings.OS.DockerEndpointAuthConfig.GetDockerClientBuilder(Guid.NewGuid()).Build();
        Task<IReadOnlyDictionary<string, string>> images = LabImages.ReadyAsync(LabContainers.Folders, postfix, told, cancel);
        int swept = await Leftovers.SweepAsync(engine, cancel);
        if (swept > 0)
        {
            told($"removed {swept} leftovers of a run that was killed");
        }

        // The network comes last: an image that cannot be built must not leave one behind.
        IReadOnlyDictionary<string, string> built = await images;
        LabNetwork network = await LabNetwork.CreateAsync(engine, cancel);
        var plan = new LabContainers(network, built);
        var running = new RunningContainers(engine, network, plan, new Dictionary<string, IContainer>
        {
            ["dns"] = plan.Dns(KnownClients.All, new LineFollower(output.Dns.Take)),
            ["mx"] = plan.Mx(files, LabInternet.ClientNetworks, new LineFollower(output.TakeMx), storm),
            ["vantage"] = plan.Vantage([.. KnownClients.All, KnownClients.Driver, .. KnownClients.TracedDrivers], new LineFollower(output.Vantage.Take)),
            ["world"] = plan.World(new LineFollower(output.TakeWorld)),
        });
        try
        {
            await Task.WhenAll(
                running._containers["mx"].StartAsync(cancel),
                running.StartAsync("dns", output.Dns, cancel),
                running.StartAsync("world", output.World, cancel),
                running.StartVantageAsync(output.Vantage, cancel));
            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    /// <summary>The addresses of the Docker network beneath.</summary>
    public IPNetwork Underlay => _network.Range;

    /// <summary>The server's address on it.</summary>
    public string MxUnderlay => _plan.Underlay("mx");

    /// <summary>This machine's address on it, where the engine is its own.</summary>
    public string Gateway => _plan.Gateway;

    /// <summary>The clients' address on it.</summary>
    public string VantageUnderlay => _plan.Underlay("vantage");

    /// <summary>The engine's id of the container that runs the Postfix under test.</summary>
    public string MxId => _containers["mx"].Id;

    /// <summary>The image of that container.</summary>
    public string MxImage => _containers["mx"].Image.FullName;

    /// <summary>A published port of the vantage.</summary>
    public IPEndPoint Published(string port) => new(IPAddress.Loopback, _containers["vantage"].GetMappedPublicPort(port));

    /// <summary>Starts another mail server. It goes with the rest.</summary>
    public async Task<OtherServer> StartAsync(ServerKind kind, Action<string> told, CancellationToken cancel)
    {
        string image = await ImageAsync(kind, told, cancel);
        var ready = new Announcement("@harness ready");
        var log = new ServerLog();
        IContainer container = _plan.Other(kind, image, new LineFollower(line =>
        {
            ready.Take(line);
            log.Take(line);
        }));
        _others.Add(container);
        await StartOnBothAsync(container, _plan.Underlay(kind), cancel);
        await ready.HeardAsync(kind.Name, _startTime, cancel);
        var direct = new IPEndPoint(IPAddress.Loopback, container.GetMappedPublicPort(LabContainers.SmtpPort));
        return new OtherServer(direct, log);
    }

    /// <summary>Puts a configuration into mx, beside the ones before.</summary>
    public async Task CopyAsync(ConfigurationFiles files, string place, CancellationToken cancel)
    {
        IContainer mx = _containers["mx"];
        await mx.CopyAsync(IntakeArchive.Of(files.Plan), $"{place}.tar", ct: cancel);
        await (files.Directory is { } directory
            ? mx.CopyAsync(directory, place, ct: cancel)
            : mx.CopyAsync(System.Text.Encoding.UTF8.GetBytes(files.Text), $"{place}/main.cf", ct: cancel));
    }

    /// <summary>Kills a container, and starts it again: what it had written stays, what it had in memory does not.</summary>
    public async Task KillAndStartAsync(string name, CancellationToken cancel)
    {
        await _engine.Containers.KillContainerAsync(_containers[name].Id, new ContainerKillParameters { Signal = "KILL" }, cancel);
        await _engine.Containers.WaitContainerAsync(_containers[name].Id, cancel);
        await _engine.Containers.StartContainerAsync(_containers[name].Id, new ContainerStartParameters(), cancel);
    }

    /// <summary>The first process of a container, as this machine counts them.</summary>
    public async Task<long> ProcessOfAsync(string name, CancellationToken cancel)
        => (await _engine.Containers.InspectContainerAsync(_containers[name].Id, cancel)).State!.Pid;

    /// <summary>Freezes a container, or lets it go on.</summary>
    public Task FreezeAsync(string name, bool frozen, CancellationToken cancel) => frozen
        ? _engine.Containers.PauseContainerAsync(_containers[name].Id, cancel)
        : _engine.Containers.UnpauseContainerAsync(_containers[name].Id, cancel);

    /// <summary>Puts one file into mx.</summary>
    public Task CopyAsync(byte[] octets, string path, CancellationToken cancel) => _containers["mx"].CopyAsync(octets, path, ct: cancel);

    /// <summary>Runs a command in a container.</summary>
    /// <returns>Null, or what it said when it failed.</returns>
    public async Task<string?> TryRunAsync(string name, IList<string> command, CancellationToken cancel)
    {
        ExecResult result = await _containers[name].ExecAsync(command, cancel);
        return result.ExitCode == 0 ? null : (result.Stderr + result.Stdout).Trim().ReplaceLineEndings(" ");
    }

    /// <summary>A file of a container; null where there is none.</summary>
    public async Task<byte[]?> FileAsync(string name, string path, CancellationToken cancel)
    {
        try
        {
            return await _containers[name].ReadFileAsync(path, cancel);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>What a command in a container prints on standard output.</summary>
    public async Task<string> OutputAsync(string name, IList<string> command, CancellationToken cancel)
        => (await _containers[name].ExecAsync(command, cancel)).Stdout;

    /// <summary>The addresses of mx, which stay as they are for as long as it runs.</summary>
    public async Task<IReadOnlyList<InterfaceAddress>> MxInterfacesAsync(CancellationToken cancel)
        => _interfaces ??=
        [
            .. (await OutputAsync("mx", ["ip", "-o", "addr"], cancel)).Split('\n').Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(w => w.Length > 3 && w[2] is "inet" or "inet6").Select(w => w[3].Split('/')).Select(a => new InterfaceAddress(IPAddress.Parse(a[0]), int.Parse(a[1]))),
        ];

    /// <summary>Runs a command that must not fail in a container.</summary>
    /// <exception cref="LabException">It failed; the message quotes it.</exception>
    public async Task RunAsync(string name, IList<string> command, CancellationToken cancel)
    {
        if (await TryRunAsync(name, command, cancel) is { } complaint)
        {
            throw new LabException($"{command[0]} failed in the lab's {name}: {complaint}");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_containers.Values.Concat(_others).Select(c => c.DisposeAsync().AsTask()));
        await _network.DisposeAsync();
        _engine.Dispose();
        _building.Dispose();
    }

    // Variants of one server have one image, and it is built once.
    private async Task<string> ImageAsync(ServerKind kind, Action<string> told, CancellationToken cancel)
    {
        await _building.WaitAsync(cancel);
        try
        {
            return await LabImages.ReadyAsync(kind.Folder, kind.Suite, told, cancel);
        }
        finally
        {
            _building.Release();
        }
    }

    private async Task StartAsync(string name, Announcement ready, CancellationToken cancel)
    {
        await _containers[name].StartAsync(cancel);
        await ready.HeardAsync(name, _startTime, cancel);
    }

    private async Task StartVantageAsync(Announcement ready, CancellationToken cancel)
    {
        await StartOnBothAsync(_containers["vantage"], _plan.Underlay("vantage"), cancel);
        await ready.HeardAsync("vantage", _startTime, cancel);
    }

    // Older engines start a container on one network only; one that publishes begins on the network that can.
    private async Task StartOnBothAsync(IContainer container, string underlay, CancellationToken cancel)
    {
        await container.StartAsync(cancel);
        await _engine.Networks.ConnectNetworkAsync(
            _network.Id,
            new NetworkConnectParameters { Container = container.Id, EndpointConfig = LabContainers.Endpoint(underlay) },
            cancel);
    }
}
