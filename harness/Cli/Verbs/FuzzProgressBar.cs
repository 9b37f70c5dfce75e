using Harness.Core.Fuzz;
using Harness.Core.Smtp;
using Spectre.Console;

namespace Harness.Cli.Verbs;

/// <summary>Shows how far generated transactions are, and how many a second: a bar on a terminal, a line for each step in a pipe.</summary>
internal sealed class FuzzProgressBar : IProgress<FuzzProgress>
{
    private readonly Terminal _terminal;
    private readonly ProgressTask? _bar;

    private FuzzProgressBar(Terminal terminal, ProgressTask? bar) => (_terminal, _bar) = (terminal, bar);

    /// <summary>Shows progress while the work goes on.</summary>
    public static async Task<T> ShowAsync<T>(Terminal terminal, int transactions, Func<FuzzProgressBar, Task<T>> work)
    {
        if (terminal.Progress is not { Profile.Capabilities.Interactive: true } console)
        {
            return await work(new FuzzProgressBar(terminal, null));
        }

        return await console.Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(context => work(new FuzzProgressBar(terminal, context.AddTask("the lab", maxValue: transactions))));
    }

    /// <summary>Says what takes long.</summary>
    public void Say(string what)
    {
        if (_bar is null)
        {
            _terminal.Tell(what);
        }
        else
        {
            _bar.Description = Markup.Escape(Visible.Escape(what));
        }
    }

    /// <inheritdoc/>
    public void Report(FuzzProgress value)
    {
        if (_bar is not null)
        {
            string broken = value.Breaches == 0 ? "" : $", {value.Breaches} broken";
            _bar.Description = Markup.Escape(Visible.Escape($"{value.Doing}, {value.PerSecond:0} a second{broken}"));
            _bar.Value = value.Played;
        }
    }
}
