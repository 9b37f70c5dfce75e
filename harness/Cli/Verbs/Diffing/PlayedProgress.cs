using System.Diagnostics;
using System.Globalization;

namespace Harness.Cli.Verbs.Diffing;

/// <summary>How far the playing of two sides is, and how long it will take.</summary>
/// <param name="progress">Where it is shown.</param>
/// <param name="all">The sessions of both sides.</param>
internal sealed class PlayedProgress(RunProgress progress, int all)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _showing = new();
    private int _before;
    private bool _hasBegun;

    /// <summary>A side begins.</summary>
    public void Begin()
    {
        if (!_hasBegun)
        {
            progress.Say($"playing {all} sessions");
            _clock.Restart();
            _hasBegun = true;
        }
    }

    /// <summary>So many of the side that is playing have been played.</summary>
    public void Step(int played)
    {
        lock (_showing)
        {
            int done = Math.Min(_before + played, all);
            double left = done == 0 ? 0 : _clock.Elapsed.TotalSeconds * (all - done) / done;
            progress.Far(done, all, string.Create(CultureInfo.InvariantCulture, $"{done} of {all} sessions, {left:0} s to go"));
        }
    }

    /// <summary>That side is done.</summary>
    public void Side(int played) => _before += played;
}
