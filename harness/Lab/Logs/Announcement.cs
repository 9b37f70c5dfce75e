namespace Harness.Lab.Logs;

/// <summary>A line that a container writes when it is ready.</summary>
/// <param name="says">What the line contains.</param>
internal sealed class Announcement(string says)
{
    private readonly TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string _last = "nothing";

    /// <summary>Takes a line of the container's output.</summary>
    public void Take(string line)
    {
        _last = line;
        if (line.Contains(says, StringComparison.Ordinal))
        {
            _heard.TrySetResult();
        }
    }

    /// <summary>Waits for the line.</summary>
    /// <exception cref="LabException">It did not come in time; the message quotes what came last.</exception>
    public async Task HeardAsync(string container, TimeSpan atMost, CancellationToken cancel)
    {
        try
        {
            await _heard.Task.WaitAsync(atMost, cancel);
        }
        catch (TimeoutException)
        {
            throw new LabException($"the lab's {container} was not ready within {atMost.TotalSeconds:0} s; it said last: {_last}");
        }
    }
}
