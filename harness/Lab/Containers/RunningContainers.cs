using System.Collections.Concurrent;
using System.Net;
using System.Text;
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
    private readonly Dictionary<string, IContainer> _containers = [];
    private readonly ConcurrentBag<IContainer> _others = [];
    private readonly SemaphoreSlim _building = new(1);
    private IReadOnlyList<InterfaceAddress>? _interfaces;
    private Errands? _errands;

    private RunningContainers(DockerClient engine, LabNetwork network, LabContainers plan)
        => (_engine, _network, _plan) = (engine, network, plan);

    /// <summary>Starts them side by side. When it returns, all but mx has said that it is ready.</summary>
    public static async Task<RunningContainers> StartAsync(
        ConfigurationFiles files, PostfixVersion postfix, LabOutput output, Action<string> told, StormGround? storm, CancellationToken cancel)
    {
        DockerClient engine = TestcontainersSettings.OS.DockerEndpointAuthConfig.GetDockerClientBuilder(Guid.NewGuid()).Build();
        RunningContainers? running = null;
        try
        {
            Task<IReadOnlyDictionary<string, string>> images = LabImages.ReadyAsync(LabContainers.Folders, postfix, told, cancel);
            await Task.WhenAll(images, SweepAsync(engine, told, cancel));
            // The network comes last: an image that cannot be built must not leave one behind.
            LabNetwork network = await LabNetwork.CreateAsync(engine, cancel);
            var plan = new LabContainers(network, await images);
            running = new RunningContainers(engine, network, plan);
            running._containers[LabContainers.Mx] = plan.ServerUnderTest(files, LabInternet.ClientNetworks, new LineFollower(output.TakeMx), storm);
            running._containers[LabContainers.Internet] = plan.RestOfTheInternet(
                KnownClients.All, [KnownClients.Driver, .. KnownClients.TracedDrivers], new LineFollower(output.TakeInternet));
            await Task.WhenAll(running._containers[LabContainers.Mx].StartAsync(cancel), running.StartInternetAsync(output, cancel));
            running.Gate = await Gate.FindAsync(plan.Underlay(LabContainers.Internet), running.Published(LabContainers.SocksPort), running.MxUnderlay, cancel);
            running._errands = new Errands(running.Gate, plan.Secret);
            return running;
        }
        catch
        {
            if (running is null)
            {
                engine.Dispose();
            }
            else
            {
                await running.DisposeAsync();
            }

            throw;
        }
    }

    /// <summary>The addresses of the Docker network beneath.</summary>
    public IPNetwork Underlay => _network.Range;

    /// <summary>The server's address on it.</summary>
    public string MxUnderlay => _plan.Underlay(LabContainers.Mx);

    /// <summary>This machine's address on it, where the engine is its own.</summary>
    public string Gateway => _plan.Gateway;

    /// <summary>The way in.</summary>
    public Gate Gate { get; private set; } = null!;

    /// <summary>The engine's id of the container that runs the Postfix under test.</summary>
    public string MxId => _containers[LabContainers.Mx].Id;

    /// <summary>The image of that container.</summary>
    public string MxImage => _containers[LabContainers.Mx].Image.FullName;

    /// <summary>A published port of the rest of the internet.</summary>
    public IPEndPoint Published(string port) => new(IPAddress.Loopback, _containers[LabContainers.Internet].GetMappedPublicPort(port));

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
    /// <exception cref="LabException">It cannot be put there.</exception>
    public async Task CopyAsync(ConfigurationFiles files, string place, CancellationToken cancel)
        => Require(LabContainers.Mx, "tar", await _errands!.RunAsync(
            MxUnderlay, ["tar", "-C", LabContainers.Place, "-xf", "-"], IntakeArchive.Of(files, Path.GetFileName(place)), cancel));

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

    /// <summary>Runs a command in a container.</summary>
    /// <returns>Null, or what it said when it failed.</returns>
    public async Task<string?> TryRunAsync(string name, IReadOnlyList<string> command, CancellationToken cancel, ReadOnlyMemory<byte> input = default)
        => await _errands!.RunAsync(_plan.Underlay(name), command, input, cancel) is (not 0, var said) ? Text(said) : null;

    /// <summary>A file of mx; null where there is none.</summary>
    /// <exception cref="LabException">It is larger than an errand may tell.</exception>
    public async Task<byte[]?> FileAsync(string path, CancellationToken cancel)
        => await _errands!.RunAsync(MxUnderlay, ["read", path], default, cancel) switch
        {
            (0, var octets) => octets,
            (1, _) => null,
            (_, var said) => throw new LabException($"{path} in the lab's {LabContainers.Mx}: {Text(said)}"),
        };

    /// <summary>The addresses of mx, which stay as they are for as long as it runs.</summary>
    public async Task<IReadOnlyList<InterfaceAddress>> MxInterfacesAsync(CancellationToken cancel)
        => _interfaces ??=
        [
            .. Encoding.UTF8.GetString((await _errands!.RunAsync(MxUnderlay, ["ip", "-o", "addr"], default, cancel)).Said).Split('\n').Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(w => w.Length > 3 && w[2] is "inet" or "inet6").Select(w => w[3].Split('/')).Select(a => new InterfaceAddress(IPAddress.Parse(a[0]), int.Parse(a[1]))),
        ];

    /// <summary>Runs a command that must not fail in a container.</summary>
    /// <exception cref="LabException">It failed; the message quotes it.</exception>
    public async Task RunAsync(string name, IReadOnlyList<string> command, CancellationToken cancel)
        => Require(name, command[0], await _errands!.RunAsync(_plan.Underlay(name), command, default, cancel));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_containers.Values.Concat(_others).Select(c => c.DisposeAsync().AsTask()));
        await _network.DisposeAsync();
        _errands?.Dispose();
        _engine.Dispose();
        _building.Dispose();
    }

    private static void Require(string name, string command, (int Status, byte[] Said) done)
    {
        if (done.Status != 0)
        {
            throw new LabException($"{command} failed in the lab's {name}: {Text(done.Said)}");
        }
    }

    private static string Text(byte[] said) => Encoding.UTF8.GetString(said).Trim().ReplaceLineEndings(" ");

    private static async Task SweepAsync(DockerClient engine, Action<string> told, CancellationToken cancel)
    {
        if (await Leftovers.SweepAsync(engine, cancel) is > 0 and var swept)
        {
            told($"removed {swept} leftovers of a run that was killed");
        }
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

    private async Task StartInternetAsync(LabOutput output, CancellationToken cancel)
    {
        await StartOnBothAsync(_containers[LabContainers.Internet], _plan.Underlay(LabContainers.Internet), cancel);
        await output.Gate.HeardAsync("gate", _startTime, cancel);
        await output.Dns.HeardAsync("resolver", _startTime, cancel);
        await output.World.HeardAsync("mail exchangers outside", _startTime, cancel);
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
