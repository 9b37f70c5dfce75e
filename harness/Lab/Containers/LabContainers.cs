using System.Text;
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
    /// <summary>The folders of <c>containers/</c> that are containers of their own.</summary>
    public static readonly IReadOnlyList<string> Folders = ["dns", "mx", "vantage", "world"];

    /// <summary>The published port of the vantage that speaks SOCKS5.</summary>
    public const string SocksPort = "1080/tcp";

    /// <summary>The published port of the vantage that leads to the lab's resolver.</summary>
    public const string DnsPort = "53/tcp";

    /// <summary>The published port of another mail server.</summary>
    public const string SmtpPort = "25/tcp";

    /// <summary>Where the user's files are put in mx.</summary>
    public const string UserFiles = "/harness/user";

    /// <summary>The name of mx's machine.</summary>
    public const string MxHostName = "mx.lab.example";

    private const string IPv6Off = "net.ipv6.conf.all.disable_ipv6";

    /// <summary>The address of a container on the Docker network.</summary>
    public string Underlay(string folder) => network.AddressOf(Folders.ToList().IndexOf(folder));

    /// <summary>The address of another mail server there, behind those of the lab itself.</summary>
    public string Underlay(ServerKind server) => network.AddressOf(Folders.Count + KnownServers.All.ToList().IndexOf(server));

    /// <summary>unbound and the lists.</summary>
    public IContainer Dns(IReadOnlyList<LabClient> clients, IOutputConsumer output)
    {
        ContainerBuilder builder = Container("dns", output, [$"{LabInternet.Dns}/24"])
            .WithResourceMapping(Text(ZoneFiles.Unbound([.. clients, .. KnownClients.TracedDrivers])), "/harness/lab.zones");
        return KnownClients.Zones.Aggregate(builder, (b, zone) => b
            .WithResourceMapping(Text(ZoneFiles.List(zone, clients, ipv6: false)), $"/harness/lists/{zone}")
            .WithResourceMapping(Text(ZoneFiles.List(zone, clients, ipv6: true)), $"/harness/lists6/{zone}"))
            .Build();
    }

    /// <summary>The engine's own address on the Docker network: this machine's, where the engine is.</summary>
    public string Gateway => network.AddressOf(-1);

    /// <summary>The Postfix under test with the user's files.</summary>
    public IContainer Mx(ConfigurationFiles files, string clientNetworks, IOutputConsumer output, StormGround? storm)
    {
        ContainerBuilder builder = Container("mx", output, [$"{LabInternet.Mx}/24", $"{LabInternet.Mx6}/64"])
            .WithHostname(MxHostName)
            .WithEnvironment("LAB_OWN", Underlay("mx"))
            .WithEnvironment("LAB_DRIVER", string.Join(' ', LabInternet.TracedDrivers.Prepend(LabInternet.Driver)))
            .WithEnvironment("LAB_CLIENT_NETWORKS", clientNetworks)
            .WithResourceMapping(IntakeArchive.Of(files.Plan), $"{UserFiles}.tar");
        if (storm is not null)
        {
            builder = builder.WithEnvironment("LAB_STORM", StormGround.NextHop);
            builder = storm.QueueDirectory is { } queue ? builder.WithBindMount(queue, StormGround.Queue) : builder;
        }

        return (files.Directory is { } directory
            ? builder.WithResourceMapping(directory, UserFiles)
            : builder.WithResourceMapping(Text(files.Text), $"{UserFiles}/main.cf")).Build();
    }

    /// <summary>The clients, behind the published gate.</summary>
    public IContainer Vantage(IEnumerable<LabClient> clients, IOutputConsumer output)
        => Publishing(Container("vantage", output, []), SocksPort, DnsPort)
            // It speaks to every other mail server that may come while it runs.
            .WithEnvironment("LAB_PEERS", string.Join(' ', Peers("vantage").Concat(KnownServers.All.Select(Underlay))))
            .WithEnvironment("LAB_CLIENTS", string.Join(' ', clients.Select(c => c.Address)))
            .Build();

    /// <summary>The mail exchangers outside.</summary>
    public IContainer World(IOutputConsumer output)
        => Container("world", output, [.. LabInternet.World.Select(h => $"{h.Address}/32")])
            .WithEnvironment("WORLD_HOSTS", string.Join(' ', LabInternet.World.Select(h => $"{h.Name}={h.Address}={h.Manner}")))
            .Build();

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
            .WithEnvironment("LAB_PEERS", string.Join(' ', peers))
            .WithEnvironment("LAB_ADDRESSES", string.Join(' ', addresses))
            .WithEnvironment("LAB_DNS", LabInternet.Dns)
            .WithCreateParameterModifier(p =>
            {
                p.HostConfig!.CapAdd = ["NET_ADMIN"];
                p.HostConfig.Sysctls = new Dictionary<string, string> { [IPv6Off] = "0" };
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

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
