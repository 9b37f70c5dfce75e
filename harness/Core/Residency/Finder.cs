using Harness.Core.Evidence;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Residency;

/// <summary>Takes down what a check finds: the worst decides.</summary>
public sealed class Finder
{
    private const int MostLines = 40;

    private readonly List<string> _seen = [];
    private readonly List<string> _paste = [];
    private readonly List<string> _broken = [];
    private readonly List<string> _open = [];
    private readonly List<string> _holds = [];
    private string? _beside;

    /// <summary>Takes a line of evidence.</summary>
    public void Saw(string line) => _seen.Add(line);

    /// <summary>Takes a line of a configuration as evidence.</summary>
    public void Saw(SettingLine place) => _seen.Add(place.Line > 0 ? $"{place.File}:{place.Line}  {place.Text}" : place.Text);

    /// <summary>Something contradicts the claim.</summary>
    public void Broken(string reason, params string[] paste)
    {
        _broken.Add(reason);
        _paste.AddRange(paste);
    }

    /// <summary>Something is not known.</summary>
    public void Open(string reason) => _open.Add(reason);

    /// <summary>Something agrees.</summary>
    public void Holds(string reason) => _holds.Add(reason);

    /// <summary>The claim is about something that is not there.</summary>
    public void Beside(string reason) => _beside = reason;

    /// <summary>What came of it.</summary>
    public Examined Found()
    {
        (Holding holding, IReadOnlyList<string> reasons) = _broken.Count > 0 ? (Holding.Broken, _broken)
            : _open.Count > 0 ? (Holding.Open, _open)
            : _holds.Count > 0 ? (Holding.Holds, _holds)
            : (Holding.Beside, (IReadOnlyList<string>)[_beside ?? "there is nothing of the kind"]);
        return new Examined(holding, string.Join("; ", reasons.Distinct().Take(6)), [.. _seen.Distinct().Take(MostLines)], [.. _paste.Distinct()]);
    }
}
