using System.Net;
using System.Security.Cryptography;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Harness.Lab.Containers;

/// <summary>
/// The lab's internal Docker network: it only carries the link of <c>containers/ground/join-lab</c>. Its addresses come from the
/// range for tests of network devices (RFC 2544, 198.18.0.0/15), which nobody's mynetworks should name.
/// </summary>
internal sealed class LabNetwork : IAsyncDisposable
{
    private const int PrefixLength = 27;
    private const int Tries = 8;

    private readonly IDockerClient _engine;

    private LabNetwork(IDockerClient engine, string id, string name, IPNetwork range)
        => (_engine, Id, Name, Range) = (engine, id, name, range);

    /// <summary>The engine's id of the network.</summary>
    public string Id { get; }

    /// <summary>Its name, unique.</summary>
    public string Name { get; }

    /// <summary>Its addresses.</summary>
    public IPNetwork Range { get; }

    /// <summary>Makes a network with a range that no other network of the engine has.</summary>
    public static async Task<LabNetwork> CreateAsync(IDockerClient engine, CancellationToken cancel)
    {
        for (int attempt = 1; ; attempt++)
        {
            IPNetwork range = Random();
            string name = $"smtp-harness-{Guid.NewGuid():N}";
            try
            {
                NetworksCreateResponse made = await engine.Networks.CreateNetworkAsync(
                    new NetworksCreateParameters
                    {
                        Name = name,
                        Internal = true,
                        IPAM = new IPAM { Config = [new IPAMConfig { Subnet = range.ToString() }] },
                        Labels = new Dictionary<string, string> { [Ownership.OwnerLabel] = Ownership.Mine },
                    },
                    cancel);
                return new LabNetwork(engine, made.ID, name, range);
            }
            catch (DockerApiException taken) when (attempt < Tries && taken.Message.Contains("overlap", StringComparison.OrdinalIgnoreCase))
            {
                // Another network has this range: draw again.
            }
        }
    }

    /// <summary>The address of a container's place in the network; the first one is the engine's own.</summary>
    public string AddressOf(int place)
    {
        byte[] octets = Range.BaseAddress.GetAddressBytes();
        octets[3] += (byte)(2 + place);
        return new IPAddress(octets).ToString();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _engine.Networks.DeleteNetworkAsync(Id);
        }
        catch (DockerApiException)
        {
            // Somebody else removed it, or a container of it still goes: the next run's sweep takes it.
        }
    }

    private static IPNetwork Random()
    {
        int block = RandomNumberGenerator.GetInt32(1 << (PrefixLength - 15));
        int offset = block << (32 - PrefixLength);
        return new IPNetwork(new IPAddress([198, (byte)(18 + (offset >> 16)), (byte)(offset >> 8), (byte)offset]), PrefixLength);
    }
}
