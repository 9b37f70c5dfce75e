using System.Diagnostics;
using Harness.Core.Mutation;
using Harness.Core.Mutation.Trials;
using Harness.Core.Scenarios;
using Harness.Core.Verdicts;
using Harness.Lab;
using Harness.Lab.Mutants;

namespace Harness.Cli.Verbs;

/// <summary>The mutants of a configuration in a lab of its own.</summary>
internal static class MutateRun
{
    /// <summary>Starts the lab, attacks the original and every mutant, and leaves nothing behind.</summary>
    public static Task<MutationReport> PlayAsync(
        ConfigurationFiles files, PostfixVersion postfix, IReadOnlyList<Mutant> mutants, IReadOnlyList<Attack> attacks, Policy policy,
        Terminal terminal, CancellationToken cancel)
        => RunProgress.ShowAsync(terminal, "the lab", async progress =>
        {
            var watch = Stopwatch.StartNew();
            progress.Say("starting the lab");
            (HarnessLab lab, LabTarget target) = await HarnessLab.StartAsync(files, progress.Say, cancel, postfix);
            await using (lab)
            {
                var host = new MutantHost(lab, target);
                var run = new MutationRun(host, TimeProvider.System);
                progress.Say($"attacking the configuration as it is: {attacks.Count} attacks");
                Suite suite = await Begin(run, files, attacks, policy, cancel);
                progress.Say("asking the access model about the configuration as it is");
                ModelEquivalence model = await ModelEquivalence.BeginAsync(host, files.Plan.MainCf, cancel);
                double original = watch.Elapsed.TotalSeconds;
                progress.Say($"{suite.Findings.Count} attacks hold and could tell, the model foretold {model.Foretold} sessions; trying {mutants.Count} mutants");
                watch.Restart();
                IReadOnlyList<Trial> trials = await run.TryAsync(
                    mutants, suite, model, new TrialProgress(progress, mutants.Count, watch), cancel);
                return new MutationReport
                {
                    Name = files.Given,
                    Software = target.Describe().Software,
                    MainCf = files.Plan.MainCf,
                    Policy = policy.Name,
                    Counted = attacks.Count,
                    Holding = suite.Findings.Count,
                    Mutants = mutants.Count,
                    Trials = trials,
                    OriginalSeconds = original,
                    Seconds = watch.Elapsed.TotalSeconds,
                };
            }
        });

    private static async Task<Suite> Begin(
        MutationRun run, ConfigurationFiles files, IReadOnlyList<Attack> attacks, Policy policy, CancellationToken cancel)
    {
        try
        {
            return (await run.BeginAsync(files.Plan.MainCf, attacks, policy, null, cancel)).Suite;
        }
        catch (UnfitOriginalException unfit)
        {
            throw new LabException($"{files.Given}: {unfit.Message}");
        }
    }

    private sealed class TrialProgress(RunProgress progress, int all, Stopwatch watch) : IProgress<Trial>
    {
        private int _done;
        private int _survived;

        public void Report(Trial value)
        {
            _done++;
            _survived += value.Fate == Fate.Survived ? 1 : 0;
            var left = TimeSpan.FromSeconds(watch.Elapsed.TotalSeconds / _done * (all - _done));
            progress.Step(
                _done, all,
                $"{_done}/{all} mutants, {_survived} survived, about {(left.TotalMinutes >= 1 ? $"{left.TotalMinutes:0} min" : $"{left.TotalSeconds:0} s")} left: {value.Mutant.Id}",
                value.Fate is Fate.Survived or Fate.NotEstablished ? $"{(value.Fate == Fate.Survived ? "survived" : "not established")}: {value.Mutant.Id}: {value.Mutant.Mistake}" : null);
        }
    }
}
