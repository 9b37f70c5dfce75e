using Docker.DotNet;
using Docker.DotNet.Models;

namespace Harness.Lab.Containers;

/// <summary>Removes what the labs of killed processes left: containers first, then the networks they hung on.</summary>
internal static class Leftovers
{
    /// <summary>Sweeps. Labs of processes that live stay.</summary>
    /// <returns>How many containers and networks were removed.</returns>
    public static async Task<int> SweepAsync(IDockerClient engine, CancellationToken cancel)
    {
        var labelled = new Dictionary<string, IDictionary<string, bool>>
        {
            ["label"] = new Dictionary<string, bool> { [Ownership.OwnerLabel] = true },
        };
        IList<ContainerListResponse> containers = await engine.Containers.ListContainersAsync(
            new ContainersListParameters { All = true, Filters = labelled }, cancel);
        string[] orphans = [.. containers.Where(c => Ownership.IsOrphan(c.Labels[Ownership.OwnerLabel])).Select(c => c.ID)];
        bool[] removed = await Task.WhenAll(orphans.Select(id => GoneAsync(engine.Containers.RemoveContainerAsync(
            id, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }, cancel))));

        IList<NetworkResponse> networks = await engine.Networks.ListNetworksAsync(
            new NetworksListParameters { Filters = labelled }, cancel);
        string[] empty = [.. networks.Where(n => Ownership.IsOrphan(n.Labels[Ownership.OwnerLabel])).Select(n => n.ID)];
        bool[] deleted = await Task.WhenAll(empty.Select(id => GoneAsync(engine.Networks.DeleteNetworkAsync(id, cancel))));
        return removed.Concat(deleted).Count(gone => gone);
    }

    private static async Task<bool> GoneAsync(Task removal)
    {
        try
        {
            await removal;
            return true;
        }
        catch (DockerApiException)
        {
            // Another run sweeps at the same time: it has removed it, or is removing it, or what hangs on it. What stays is for the next.
            return false;
        }
    }
}
