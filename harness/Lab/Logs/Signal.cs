namespace Harness.Lab.Logs;

/// <summary>Lets readers wait until something that is written elsewhere has come true. The writer holds the lock.</summary>
internal sealed class Signal
{
    private readonly List<(Func<bool> Holds, TaskCompletionSource Done)> _waiting = [];

    /// <summary>What the writer and the conditions hold while they run.</summary>
    public Lock Gate { get; } = new();

    /// <summary>The writer changed something; call it under <see cref="Gate"/>.</summary>
    public void Changed()
    {
        for (int i = _waiting.Count - 1; i >= 0; i--)
        {
            if (_waiting[i].Holds())
            {
                _waiting[i].Done.TrySetResult();
                _waiting.RemoveAt(i);
            }
        }
    }

    /// <summary>Waits until the condition holds.</summary>
    /// <returns>False when it did not within the time.</returns>
    public async Task<bool> UntilAsync(Func<bool> holds, TimeSpan atMost, CancellationToken cancel)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (Gate)
        {
            if (holds())
            {
                return true;
            }

            _waiting.Add((holds, done));
        }

        try
        {
            await done.Task.WaitAsync(atMost, cancel);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        finally
        {
            lock (Gate)
            {
                _waiting.RemoveAll(w => w.Done == done);
            }
        }
    }
}
