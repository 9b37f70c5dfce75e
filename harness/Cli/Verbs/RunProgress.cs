using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Smtp;
using Spectre.Console;

namespace Harness.Cli.Verbs;

/// <summary>Shows how far a run is: a bar on a terminal, a line for each step in a pipe, nothing when quiet.</summary>
internal sealed class RunProgress : IProgress<Observation>
{
    private const int StepsALine = 10;

    private readonly Terminal _terminal;
    private readonly ProgressTask? _bar;
    private int _done;

    private RunProgress(Terminal terminal, ProgressTask? bar) => (_terminal, _bar) = (terminal, bar);

    /// <summary>Shows progress while the work goes on.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="title">What is shown before the first session.</param>
    /// <param name="work">The work.</param>
    public static async Task<T> ShowAsync<T>(Terminal terminal, string title, Func<RunProgress, Task<T>> work)
    {
        if (terminal.Progress is not { Profile.Capabilities.Interactive: true } console)
        {
            return await work(new RunProgress(terminal, null));
        }

        return await console.Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(context => work(new RunProgress(terminal, context.AddTask(Markup.Escape(Visible.Escape(title))))));
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
            _bar.Description = Markup.Escape(what);
        }
    }

    /// <summary>Takes note of how much will be reported.</summary>
    public void Expect(RunPlan plan)
    {
        if (_bar is not null)
        {
            _bar.MaxValue = plan.Attacks;
        }
    }

    /// <summary>Says how far it is: on a terminal with every step, in a pipe now and then and where there is news.</summary>
    /// <param name="done">How many are done.</param>
    /// <param name="all">Of how many.</param>
    /// <param name="what">Where it stands.</param>
    /// <param name="news">What should not be missed; null for nothing.</param>
    public void Step(int done, int all, string what, string? news)
    {
        if (_bar is not null)
        {
            (_bar.MaxValue, _bar.Value, _bar.Description) = (all, done, Markup.Escape(Visible.Escape(what)));
            return;
        }

        if (news is not null)
        {
            _terminal.Tell(news);
        }

        if (done % StepsALine == 0 || done == all)
        {
            _terminal.Tell(what);
        }
    }

    /// <summary>Shows on a terminal how far something is that is over within seconds; a pipe is not told.</summary>
    public void Far(int done, int all, string what)
    {
        if (_bar is not null)
        {
            (_bar.MaxValue, _bar.Value, _bar.Description) = (all, done, Markup.Escape(what));
        }
    }

    /// <inheritdoc/>
    public void Report(Observation value)
    {
        int done = Interlocked.Increment(ref _done);
        if (_bar is not null)
        {
            _bar.Description = Markup.Escape(Visible.Escape(value.Attack));
            _bar.Value = done;
        }
    }
}
