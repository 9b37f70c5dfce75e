using Harness.Core.Dns;
using Harness.Lab.Clients;
using Harness.Lab.Logs;

namespace Harness.Lab.Containers;

/// <summary>The lists of one lab and the modes they are in.</summary>
/// <param name="containers">Where they are served, and where Postfix runs.</param>
/// <param name="output">What Postfix says.</param>
internal sealed class ListSwitch(RunningContainers containers, LabOutput output) : IDisposable
{
    private static readonly TimeSpan _reloadTime = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _one = new(1);
    private readonly Dictionary<string, ListMode?> _modes = KnownClients.Zones.ToDictionary(z => z, _ => (ListMode?)ListMode.Listed);

    /// <summary>
    /// Switches the lists that are not in the wanted mode; smtpd keeps answers per process, so Postfix is then reloaded, once.
    /// </summary>
    /// <param name="wanted">The modes by zone; a zone that is not named stays as it is.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="LabException">A list's server did not take its mode, or Postfix does not run any more.</exception>
    public async Task ToAsync(IReadOnlyDictionary<string, ListMode> wanted, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            (string Zone, ListMode Mode)[] changed = [.. wanted.Where(w => _modes[w.Key] != w.Value).Select(w => (w.Key, w.Value))];
            if (changed.Length > 0)
            {
                await SwitchAsync(changed, cancel);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task SwitchAsync((string Zone, ListMode Mode)[] changed, CancellationToken cancel)
    {
        foreach ((string zone, _) in changed)
        {
            // Whatever ends this half way leaves a list in nobody knows which mode: the next time it is switched anyhow.
            _modes[zone] = null;
        }

        await containers.RunAsync(LabContainers.Internet, ["list", .. changed.SelectMany(c => new[] { c.Zone, c.Mode.ToWord() })], cancel);
        int starts = output.Log.ExpectStart();
        await containers.RunAsync(LabContainers.Mx, ["renew"], cancel);
        if (await output.Log.StartedAsync(starts, _reloadTime, cancel) is { } failed)
        {
            throw new LabException(failed);
        }

        foreach ((string zone, ListMode mode) in changed)
        {
            _modes[zone] = mode;
        }
    }
}
