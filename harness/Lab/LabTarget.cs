using Harness.Core.Dns;
using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Fuzz;
using Harness.Core.Postfix.Access.Matrix;
using Harness.Core.Postfix.Configuration;
using Harness.Lab.Clients;
using Harness.Lab.Containers;
using Harness.Lab.Logs;
using Harness.Lab.Plays;
using Harness.Lab.Plays.Lane;

namespace Harness.Lab;

/// <summary>One configuration as it runs in a lab.</summary>
public sealed class LabTarget : IFuzzTarget
{
    private readonly ConfigurationFiles _files;
    private readonly LoadReport _report;
    private readonly IReadOnlyList<LabClient> _clients;
    private readonly Gate _gate;
    private readonly ListSwitch _lists;
    private readonly LabOutput _output;
    private readonly ClientPool _pool;

    internal LabTarget(ConfigurationFiles files, string place, IReadOnlyList<LabClient> clients, Gate gate, ListSwitch lists, LabOutput output)
    {
        (_files, Place, _report, _clients, _gate, _lists, _output) = (files, place, output.Report, clients, gate, lists, output);
        _pool = new ClientPool(clients);
        Facts = LabFacts.Of(_report.Facts, files.Plan.Mailboxes);
    }

    // Another main.cf in the place of the original's: it is spoken to by the same clients, one session each, and asked the same.
    private LabTarget(LabTarget original, ConfigurationFiles files, LabOutput output)
    {
        (_files, Place, _report, _clients, _gate, _lists, _output) = (files, original.Place, output.Report, original._clients, original._gate, original._lists, output);
        (_pool, Facts) = (original._pool, original.Facts);
    }

    /// <summary>Where the configuration's files stand in the container.</summary>
    internal string Place { get; }

    /// <summary>The same files with another main.cf.</summary>
    internal ConfigurationFiles WithMainCf(string text) => _files with { MainCf = MainCf.Parse(text, _files.MainCf.FileName), Text = text };

    /// <summary>The target while it runs with another main.cf.</summary>
    internal LabTarget Running(ConfigurationFiles files, LabOutput output) => new(this, files, output);

    /// <summary>A hash over every parameter that Postfix knows with its expanded value; null where nobody asked for it.</summary>
    public string? Effective => _report.Facts.GetValueOrDefault("effective");

    /// <summary>
    /// Waits until a service of Postfix has stopped over the configuration that was loaded last (<c>fatal:</c> in the mail log).
    /// </summary>
    /// <returns>What it said.</returns>
    public Task<string> StoppedAsync(CancellationToken cancel) => _output.Log.FatalAsync(cancel);

    /// <summary>How many sessions a lab takes at the same time before they only wait for each other.</summary>
    private const int Parallel = 8;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Facts { get; }

    /// <inheritdoc/>
    public MainCf? MainCf => _files.MainCf;

    /// <inheritdoc/>
    public Manners Manners { get; } = Manners.InTheLab with { Parallel = Parallel, Crowd = 16 };

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds => _pool.Kinds;

    /// <inheritdoc/>
    public bool HasLists => true;

    /// <inheritdoc/>
    public bool HasLog => true;

    /// <inheritdoc/>
    public TargetRecord Describe() => new(
        _files.Given,
        $"Postfix {_report.Facts.GetValueOrDefault("mail_version", "?")}",
        _files.Text,
        _files.MainCf.FileName,
        _report.Overlay,
        [.. _clients.Select(c => new ClientSeen(c.Kind, c.Address, c.Name))],
        _report.Facts.GetValueOrDefault("certificate"),
        _report.Warnings)
    {
        StandIns = _files.Plan.StandIns,
    };

    /// <inheritdoc/>
    public async Task<IVantage?> TakeAsync(string kind, CancellationToken cancel)
        => await _pool.TakeAsync(kind, cancel) is { } client
            ? new LabVantage(client, _gate, _output, () => _pool.Return(client))
            : null;

    /// <inheritdoc/>
    public string? CrowdFor(string kind) => kind switch { "outsider" => "crowd", "ipv6" => "crowd6", _ => null };

    /// <inheritdoc/>
    public string SlowFor(string kind) => kind == "outsider" ? "slow" : kind;

    /// <summary>The zones of the blocking lists that the lab serves.</summary>
    public IReadOnlyList<string> Lists { get; } = KnownClients.Zones;

    /// <summary>
    /// Puts the blocking lists into these modes, and every list that is not named back to <c>listed</c>. What changes nothing
    /// costs nothing; else Postfix is reloaded once, so no session should run meanwhile.
    /// </summary>
    /// <param name="lists">The mode's word by zone, as <c>containers/internet/list</c> spells them.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="ArgumentException">The lab has no such zone or mode; the message names what there is.</exception>
    /// <exception cref="LabException">A list's server did not take its mode.</exception>
    public Task SwitchAsync(IReadOnlyDictionary<string, string> lists, CancellationToken cancel)
    {
        IReadOnlyDictionary<string, ListMode> named = ListModeWords.Parse(lists, KnownClients.Zones);
        return _lists.ToAsync(KnownClients.Zones.ToDictionary(z => z, z => named.GetValueOrDefault(z, ListMode.Listed)), cancel);
    }

    /// <inheritdoc/>
    public IDisposable Watch(IMailWitness witness) => _output.Watch(witness);

    /// <summary>What the configuration came to when it was loaded: parameters with every <c>$name</c> filled.</summary>
    public IReadOnlyDictionary<string, string> Loaded => _report.Facts;

    /// <summary>Plays sessions of the access model here. While it plays, the configuration and the lists must not change.</summary>
    public AccessPlayer AccessPlayer() => new(_gate, _output, _files.MainCf);

    /// <summary>Plays sessions of the access model here at speed. While it plays, the configuration and the lists must not change.</summary>
    /// <param name="server">The server side of this configuration.</param>
    public AccessLane AccessLane(LabServer server) => new(_gate, LaneLimits.Of(server.Configuration.Parameters));

    internal IReadOnlyList<LabClient> Clients => _clients;

    /// <summary>The clients that a matrix of sessions has here, the ordinary one first.</summary>
    public IReadOnlyList<MatrixClient> MatrixClients() => Plays.MatrixClients.Of(_clients);
}
