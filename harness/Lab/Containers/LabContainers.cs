using System.Security.Cryptography;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;
using DotNet.Testcontainers.Images;
using Harness.Lab.Clients;
using Harness.Lab.Intake;
using Harness.Lab.Servers;
using Harness.Lab.Zones;
using Microsoft.Extensions.Logging.Abstractions;

namespace Harness.Lab.Containers;

/// <summary>The containers of a lab and their places on its network.</summary>
/// <param name="network">The internal network.</param>
/// <param name="images">Image names by folder of <c>containers/</c>.</param>
internal sealed class LabContainers(LabNetwork network, IReadOnlyDictionary<string, string> images)
{
    /// <summary>The Postfix under test.</summary>
    public const string Mx = "mx";

    /// <summary>Everything else: clients, resolver and lists, mail exchangers.</summary>
    public const string Internet = "internet";

    /// <summary>The folders of <c>containers/</c> that are containers of their own.</summary>
    public static readonly IReadOnlyList<string> Folders = [Mx, Internet];

    /// <summary>The published port of the gate, which speaks SOCKS5.</summary>
    public const string SocksPort = "1080/tcp";

    /// <summary>The published port of the lab's resolver.</summary>
    public const string DnsPort = "53/tcp";

    /// <summary>The published port of another mail server.</summary>
    public const string SmtpPort = "25/tcp";

    /// <summary>Where the user's files are put in mx.</summary>
    public const string UserFiles = $"{Place}/user";

    /// <summary>Where everything of the harness's own is put there.</summary>
    public const string Place = "/harness";

    /// <summary>The name of mx's machine.</summary>
    public const string MxHostName = "mx.lab.example";

    private const long MostProcesses = 8192;

    private const string IPv6Off = "net.ipv6.conf.all.disable_ipv6";

    // Lines of the mail log that wait for containers/mx/gulp.
    private const string WaitingDatagrams = "net.unix.max_dgram_qlen";

    /// <summary>What the containers ask for before they run an errand.</summary>
    public string Secret { get; } = RandomNumberGenerator.GetHexString(32);

    /// <summary>The address of a container on the Docker network.</summary>
    public string Underlay(string folder) => network.AddressOf(Folders.ToList().IndexOf(folder));

    /// <summary>The address of another mail server there, behind those of the lab itself.</summary>
    public string Underlay(ServerKind server) => network.AddressOf(Folders.Count + KnownServers.All.ToList().IndexOf(server));

    /// <summary>The engine's own address on the Docker network: this machine's, where the engine is.</summary>
    public string Gateway => network.AddressOf(-1);

    /// <summary>The Postfix under test with the user's files.</summary>
    public IContainer ServerUnderTest(ConfigurationFiles files, string clientNetworks, IOutputConsumer output, StormGround? storm)
    {
        ContainerBuilder builder = Container(Mx, output, [$"{LabInternet.Mx}/24", $"{LabInternet.Mx6}/64"])
            .WithHostname(MxHostName)
            .WithEnvironment("LAB_DRIVER", string.Join(' ', LabInternet.TracedDrivers.Prepend(LabInternet.Driver)))
            .WithEnvironment("LAB_CLIENT_NETWORKS", clientNetworks)
            .WithResourceMapping(IntakeArchive.Of(files, Path.GetFileName(UserFiles)), $"{Place}/given.tar");
        if (storm is not null)
        {
            builder = builder.WithEnvironment("LAB_STORM", StormGround.NextHop);
            builder = storm.QueueDirectory is { } queue ? builder.WithBindMount(queue, StormGround.Queue) : builder;
        }

        return builder.Build();
    }

    /// <summary>The rest of the internet; the gate and the resolver are published.</summary>
    public IContainer RestOfTheInternet(IReadOnlyList<LabClient> clients, IReadOnlyList<LabClient> drivers, IOutputConsumer output)
    {
        string[] zones = [.. KnownClients.Zones.Order(StringComparer.Ordinal)];
        ContainerBuilder builder = Publishing(
                Container(Internet, output, [$"{LabInternet.Dns}/24", .. LabInternet.World.Select(h => $"{h.Address}/32")]), SocksPort, DnsPort)
            // It speaks to every other mail server that may come while it runs.
            .WithEnvironment("LAB_PEERS", string.Join(' ', Peers(Internet).Concat(KnownServers.All.Select(Underlay))))
            .WithEnvironment("LAB_CLIENTS", string.Join(' ', clients.Concat(drivers).Select(c => c.Address)))
            .WithEnvironment("WORLD_HOSTS", string.Join(' ', LabInternet.World.Select(h => $"{h.Name}={h.Address}={h.Manner}")))
            .WithEnvironment("LAB_ZONES", ZoneFiles.Unbound([.. clients, .. drivers.Where(d => d != KnownClients.Driver)]))
            .WithEnvironment("LAB_LISTS", string.Join(' ', zones));
        return zones.Index().Aggregate(builder, (b, zone) => b
            .WithEnvironment($"LAB_LIST_{zone.Index}", ZoneFiles.List(zone.Item, clients, ipv6: false))
            .WithEnvironment($"LAB_LIST6_{zone.Index}", ZoneFiles.List(zone.Item, clients, ipv6: true)))
            .Build();
    }

    /// <summary>Another mail server.</summary>
    public IContainer Other(ServerKind server, string image, IOutputConsumer output)
    {
        ContainerBuilder builder = Publishing(Container(image, Underlay(server), [.. Folders.Select(Underlay)], output, [$"{server.Address}/24"]), SmtpPort)
            .WithHostname(KnownServers.HostName);
        return (server.Variant is { } variant ? builder.WithEnvironment(variant.Variable, variant.Value) : builder).Build();
    }

    // The ordinary network is only for the published ports; the container's one way out is the lab's link.
    private static ContainerBuilder Publishing(ContainerBuilder builder, params string[] ports) => builder.WithCreateParameterModifier(p =>
    {
        p.NetworkingConfig = new NetworkingConfig();
        p.HostConfig!.NetworkMode = "bridge";
        p.ExposedPorts = ports.ToDictionary(port => port, _ => default(EmptyStruct));
        p.HostConfig.PortBindings = ports.ToDictionary(
            port => port,
            IList<PortBinding> (_) => [new PortBinding { HostIP = "127.0.0.1", HostPort = "" }]);
    });

    private IEnumerable<string> Peers(string folder) => Folders.Where(f => f != folder).Select(Underlay);

    private ContainerBuilder Container(string folder, IOutputConsumer output, IReadOnlyList<string> addresses)
        => Container(images[folder], Underlay(folder), [.. Peers(folder)], output, addresses);

    private ContainerBuilder Container(
        string image, string underlay, IReadOnlyList<string> peers, IOutputConsumer output, IReadOnlyList<string> addresses)
        => new ContainerBuilder(image)
            .WithLogger(NullLogger.Instance)
            .WithLabel(Ownership.OwnerLabel, Ownership.Mine)
            .WithImagePullPolicy(PullPolicy.Never)
            .WithOutputConsumer(output)
            .WithWaitStrategy(Wait.ForUnixContainer())
            .WithEnvironment("LAB_UNDERLAY", string.Join('.', network.Range.BaseAddress.ToString().Split('.')[..3]) + ".")
            .WithEnvironment("LAB_OWN", underlay)
            .WithEnvironment("LAB_SECRET", Secret)
            .WithEnvironment("LAB_PEERS", string.Join(' ', peers))
            .WithEnvironment("LAB_ADDRESSES", string.Join(' ', addresses))
            .WithEnvironment("LAB_DNS", LabInternet.Dns)
            .WithCreateParameterModifier(p =>
            {
                p.HostConfig!.CapAdd = ["NET_ADMIN"];
                // A configuration's own programs run in there: one that breeds must not take the machine along.
                p.HostConfig.PidsLimit = MostProcesses;
                p.HostConfig.Sysctls = ContainerEngine.HasRealRoot
                    ? new Dictionary<string, string> { [IPv6Off] = "0", [WaitingDatagrams] = "2048" }
                    : new Dictionary<string, string> { [IPv6Off] = "0" };
                p.HostConfig.NetworkMode = network.Name;
                p.NetworkingConfig = new NetworkingConfig
                {
                    EndpointsConfig = new Dictionary<string, EndpointSettings> { [network.Name] = Endpoint(underlay) },
                };
            });

    /// <summary>A container's place on the network.</summary>
    public static EndpointSettings Endpoint(string underlay) => new()
    {
        IPAMConfig = new EndpointIPAMConfig { IPv4Address = underlay },
    };
}
