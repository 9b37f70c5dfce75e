using System.Net;
using Docker.DotNet;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;
using Harness.Core.Postfix;
using Harness.Lab.Clients;
using Harness.Lab.Containers;
using Harness.Lab.Logs;
using Harness.Lab.Zones;

namespace Harness.Lab;

/// <summary>
/// A real Postfix with a user's configuration, on an internet of its own: resolver and lists, clients, mail exchangers
/// outside. One lab can run one configuration after another.
/// </summary>
public sealed class HarnessLab : IAsyncDisposable
{
    private static readonly TimeSpan _startTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _loadTime = TimeSpan.FromSeconds(30);

    private readonly Action<string> _told;
    private readonly MailLogFollower _log = new();
    private readonly WorldArrivals _arrivals = new();
    private readonly ClientPorts _ports = new();
    private readonly Dictionary<string, IContainer> _containers = [];
    private DockerClient _engine = null!;
    private LabNetwork _network = null!;
    private LabContainers _plan = null!;
    private Gate _gate = null!;
    private IPEndPoint _resolver = null!;
    private LoadReport _report = new();
    private int _loads;

    private HarnessLab(Action<string> told) => _told = told;

    /// <summary>Starts a lab with a configuration.</summary>
    /// <param name="files">The configuration.</param>
    /// <param name="told">Told, in a few words, what takes long.</param>
    /// <param name="cancel">Gives up; what was started is removed.</param>
    /// <exception cref="ConfigurationRefusedException">Postfix refuses the configuration.</exception>
    /// <exception cref="LabException">The lab could not be started; the message says why.</exception>
    public static async Task<(HarnessLab Lab, LabTarget Target)> StartAsync(
        ConfigurationFiles files, Action<string> told, CancellationToken cancel)
    {
        await ContainerEngine.PrepareAsync();
        var lab = new HarnessLab(told);
        try
        {
            await lab.StartContainersAsync(files, cancel);
            LabTarget target = await lab.TargetAsync(files, starts: 0, cancel);
            return (lab, target);
        }
        catch (Exception failed)
        {
            await lab.DisposeAsync();
            if (failed is DockerApiException refused)
            {
                throw new LabException($"the Docker engine refused: {refused.Message.ReplaceLineEndings(" ")}", refused);
            }

            throw;
        }
    }

    /// <summary>The published SOCKS5 gate, for tools of the user's own.</summary>
    public IPEndPoint Door { get; private set; } = null!;

    /// <summary>The engine's id of the container that runs the Postfix under test.</summary>
    public string MxContainer => _containers["mx"].Id;

    /// <summary>Runs another configuration in this lab: a reload, or a restart where a reload does not reach.</summary>
    /// <exception cref="ConfigurationRefusedException">Postfix refuses it; the one before keeps running.</exception>
    public async Task<LabTarget> LoadAsync(ConfigurationFiles files, CancellationToken cancel)
    {
        _report = new LoadReport();
        int starts = _log.Starts;
        string place = $"{LabContainers.UserFiles}-{++_loads}";
        IContainer mx = _containers["mx"];
        if (files.Directory is { } directory)
        {
            await mx.CopyAsync(directory, place, ct: cancel);
        }
        else
        {
            await mx.CopyAsync(System.Text.Encoding.UTF8.GetBytes(files.Text), $"{place}/main.cf", ct: cancel);
        }

        await mx.ExecAsync(["load", "again", place], cancel);
        return await TargetAsync(files, starts, cancel);
    }

    /// <summary>Switches a blocking list. Postfix keeps answers per process, so it is reloaded as well.</summary>
    /// <exception cref="LabException">The list's server did not take the mode.</exception>
    public async Task SwitchListAsync(string zone, ListMode mode, CancellationToken cancel)
    {
        string word = mode switch
        {
            ListMode.Refuse252 => "refuse-252",
            ListMode.Refuse254 => "refuse-254",
            ListMode.Refuse255 => "refuse-255",
            _ => mode.ToString().ToLowerInvariant(),
        };
        await ExecAsync("dns", ["list", zone, word], cancel);
        int starts = _log.Starts;
        await ExecAsync("mx", ["sh", "-c", "kill -HUP $(cat /run/master)"], cancel);
        if (await _log.StartedAsync(starts, _loadTime, cancel) is { } failed)
        {
            throw new LabException(failed);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_containers.Values.Select(c => c.DisposeAsync().AsTask()));
        if (_network is not null)
        {
            await _network.DisposeAsync();
        }

        _engine?.Dispose();
    }

    private async Task StartContainersAsync(ConfigurationFiles files, CancellationToken cancel)
    {
        _engine = TestcontainersSettings.OS.DockerEndpointAuthConfig.GetDockerClientBuilder(Guid.NewGuid()).Build();
        Task<IReadOnlyDictionary<string, string>> images = LabImages.ReadyAsync(LabContainers.Folders, _told, cancel);
        int swept = await Leftovers.SweepAsync(_engine, cancel);
        if (swept > 0)
        {
            _told($"removed {swept} leftovers of a run that was killed");
        }

        _network = await LabNetwork.CreateAsync(_engine, cancel);
        _plan = new LabContainers(_network, await images);

        string clients = _ports.Spelt(KnownClients.All.Append(KnownClients.Driver));
        string loopback = _ports.Spelt(InsideClients.Loopback);
        var dnsReady = new Announcement("start of service");
        var vantageReady = new Announcement("@harness ready");
        var worldReady = new Announcement("@harness ready");
        _containers["dns"] = _plan.Dns(KnownClients.All, new LineFollower(dnsReady.Take));
        _containers["vantage"] = _plan.Vantage(clients, new LineFollower(vantageReady.Take));
        _containers["world"] = _plan.World(new LineFollower(line =>
        {
            worldReady.Take(line);
            _arrivals.Take(line);
        }));
        _containers["mx"] = _plan.Mx(files, loopback, LabInternet.ClientNetworks, new LineFollower(TakeMx));

        await Task.WhenAll(
            StartAsync("dns", dnsReady, cancel),
            StartAsync("world", worldReady, cancel),
            StartVantageAsync(vantageReady, cancel),
            _containers["mx"].StartAsync(cancel));

        IContainer vantage = _containers["vantage"];
        Door = new IPEndPoint(IPAddress.Loopback, vantage.GetMappedPublicPort(LabContainers.Gates[0]));
        _resolver = new IPEndPoint(IPAddress.Loopback, vantage.GetMappedPublicPort(LabContainers.Gates[1]));
        _gate = new Gate(Door, _plan.Underlay("mx"), _ports);
    }

    private async Task StartAsync(string name, Announcement ready, CancellationToken cancel)
    {
        await _containers[name].StartAsync(cancel);
        await ready.HeardAsync(name, _startTime, cancel);
    }

    private async Task StartVantageAsync(Announcement ready, CancellationToken cancel)
    {
        IContainer vantage = _containers["vantage"];
        await vantage.StartAsync(cancel);
        await _engine.Networks.ConnectNetworkAsync(
            _network.Id,
            new NetworkConnectParameters { Container = vantage.Id, EndpointConfig = _plan.Endpoint("vantage") },
            cancel);
        await ready.HeardAsync("vantage", _startTime, cancel);
    }

    private void TakeMx(string line)
    {
        if (_report.TryTake(line))
        {
            return;
        }

        if (MailLogLine.TryParse(line) is { } logged)
        {
            _log.Take(logged);
        }
        else if (line.Contains("fatal:", StringComparison.Ordinal))
        {
            // Postfix programs that start before the log is open speak to standard error.
            _log.Take(new MailLogLine(null, "master", "postfix/master", 0, line[line.IndexOf("fatal:", StringComparison.Ordinal)..], line));
        }
    }

    private async Task<LabTarget> TargetAsync(ConfigurationFiles files, int starts, CancellationToken cancel)
    {
        if (await _report.DoneAsync(_loadTime, cancel) is { } refused)
        {
            throw new ConfigurationRefusedException(PostfixComplaint.Located(refused, files.MainCf.FileName));
        }

        if (await _log.StartedAsync(starts, _loadTime, cancel) is { } failed)
        {
            throw new ConfigurationRefusedException(PostfixComplaint.Located(failed, files.MainCf.FileName));
        }

        IReadOnlyList<LabClient> inside = InsideClients.Of(_report.Facts.GetValueOrDefault("mynetworks", ""), _network.Range);
        LabClient[] clients = [.. KnownClients.All, .. inside];
        await AdmitAsync([.. inside.Where(c => !c.IsLoopback)], cancel);
        await ZoneCheck.RequireAsync(_resolver, clients, cancel);
        return new LabTarget(files, _report, clients, _gate, _log, _arrivals);
    }

    // Clients that the configuration's own mynetworks ask for: their addresses, and their entries on the lists.
    private async Task AdmitAsync(IReadOnlyList<LabClient> clients, CancellationToken cancel)
    {
        if (clients.Count == 0)
        {
            return;
        }

        IEnumerable<string> entries = clients.SelectMany(c => c.Listings.Keys.Select(zone => $"{zone}|{ZoneFiles.Entry(c, zone)}".TrimEnd()));
        await Task.WhenAll(
            ExecAsync("vantage", ["client", .. clients.Select(c => $"{_ports.Of(c)}={c.Address}")], cancel),
            ExecAsync("dns", ["list-also", .. entries], cancel));
    }

    private async Task ExecAsync(string name, IList<string> command, CancellationToken cancel)
    {
        ExecResult result = await _containers[name].ExecAsync(command, cancel);
        if (result.ExitCode != 0)
        {
            throw new LabException($"{command[0]} failed in the lab's {name}: {(result.Stderr + result.Stdout).Trim().ReplaceLineEndings(" ")}");
        }
    }
}
