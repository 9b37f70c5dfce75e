using Harness.Core.Evidence;

namespace Harness.Lab.Logs;

/// <summary>What <c>containers/mx/load</c> says while it composes a configuration.</summary>
internal sealed class LoadReport
{
    private const string Prefix = "@harness ";

    private readonly Signal _signal = new();
    private readonly List<OverlayLine> _overlay = [];
    private readonly List<string> _warnings = [];
    private readonly Dictionary<string, string> _facts = new(StringComparer.Ordinal);
    private bool _loaded;
    private string? _refused;
    private string? _failed;

    /// <summary>What was changed to run the configuration.</summary>
    public IReadOnlyList<OverlayLine> Overlay => _overlay;

    /// <summary>What Postfix said about the configuration.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Parameters with every <c>$name</c> filled.</summary>
    public IReadOnlyDictionary<string, string> Facts => _facts;

    /// <summary>Takes a line of the container's output.</summary>
    /// <returns>False when the line is not one of the report's.</returns>
    public bool TryTake(string line)
    {
        if (!line.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        string text = line[Prefix.Length..];
        string word = text.Split(' ', 2)[0];
        string rest = text[word.Length..].Trim();
        lock (_signal.Gate)
        {
            switch (word)
            {
                case "overlay":
                    string[] parts = rest.Split(" | ", 2);
                    _overlay.Add(new OverlayLine(parts[0], parts.Length == 2 ? parts[1] : ""));
                    break;
                case "warning":
                    _warnings.Add(rest.TrimStart(':', ' '));
                    break;
                case "fact":
                    string[] fact = rest.Split('=', 2);
                    _facts[fact[0].Trim()] = fact.Length == 2 ? fact[1].Trim() : "";
                    break;
                case "refused":
                    _refused = rest;
                    break;
                case "failed":
                    _failed = rest;
                    break;
                case "loaded":
                    _loaded = true;
                    break;
            }

            _signal.Changed();
        }

        return true;
    }

    /// <summary>Waits until the configuration is composed.</summary>
    /// <returns>Null, or why Postfix refuses it.</returns>
    /// <exception cref="LabException">It failed, or nothing was heard in time.</exception>
    public async Task<string?> DoneAsync(TimeSpan atMost, CancellationToken cancel)
    {
        bool heard = await _signal.UntilAsync(() => _loaded || _refused is not null || _failed is not null, atMost, cancel);
        return _refused is not null || _loaded
            ? _refused
            : throw new LabException(heard
                ? $"the lab could not compose the configuration: {_failed}"
                : $"the lab did not compose the configuration within {atMost.TotalSeconds:0} s");
    }
}
