using Harness.Core.Storm;
using Spectre.Console;

namespace Harness.Cli.Verbs;

/// <summary>Shows how far a storm is: a bar with the time that is left on a terminal, a line now and then in a pipe.</summary>
internal sealed class StormProgress : IProgress<StormSample>
{
    private const double SecondsBetweenLines = 10;

    private readonly Terminal _terminal;
    private readonly ProgressTask? _accepted;
    private readonly ProgressTask? _delivered;
    private double _nextLine = SecondsBetweenLines;

    private StormProgress(Terminal terminal, StormPlan plan, ProgressContext? context)
    {
        _terminal = terminal;
        _accepted = context?.AddTask("accepted", maxValue: plan.Messages);
        _delivered = context?.AddTask("delivered", maxValue: plan.Copies);
    }

    /// <summary>Shows progress while the work goes on.</summary>
    public static async Task<T> ShowAsync<T>(Terminal terminal, StormPlan plan, Func<IProgress<StormSample>, Task<T>> work)
        => terminal.Progress is not { Profile.Capabilities.Interactive: true } console
            ? await work(new StormProgress(terminal, plan, null))
            : await console.Progress()
                .AutoClear(true)
                .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .StartAsync(context => work(new StormProgress(terminal, plan, context)));

    /// <inheritdoc/>
    public void Report(StormSample value)
    {
        string queue = value.Queue is { } q ? $"incoming {q.Incoming}, active {q.Active}, deferred {q.Deferred}" : "the queue is not to be seen";
        if (_accepted is not null && _delivered is not null)
        {
            _accepted.Value = value.Accepted;
            _delivered.Value = value.Delivered;
            _delivered.Description = Markup.Escape($"delivered ({queue})");
        }
        else if (value.Second >= _nextLine)
        {
            _nextLine += SecondsBetweenLines;
            _terminal.Tell($"{value.Second:0} s: {value.Accepted} accepted, {value.Delivered} delivered; {queue}");
        }
    }
}
