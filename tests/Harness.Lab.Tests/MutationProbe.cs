using Harness.Core.Mutation;
using Harness.Core.Mutation.Trials;
using Harness.Lab.Mutants;
using Harness.Core.Catalogue;
using Harness.Core.Verdicts;
namespace Harness.Lab.Tests.Probe;
public class MutationProbe
{
    [Test]
    public async Task Probe()
    {
        var files = Fixtures.Guide;
        (HarnessLab lab, LabTarget target) = await HarnessLab.StartAsync(files, _ => { }, default);
        await using (lab)
        {
            var host = new MutantHost(lab, target);
            for (int i = 0; i < 6; i++) { var sw0 = System.Diagnostics.Stopwatch.StartNew(); var l = await host.LoadAsync(files.Text, default); Console.WriteLine($"M load {sw0.ElapsedMilliseconds} {l.Effective}"); }
            var run = new MutationRun(host, TimeProvider.System);
            var policy = PolicyReader.Load("everything");
            string glob = Environment.GetEnvironmentVariable("ONLY") ?? "*";
            var sw = System.Diagnostics.Stopwatch.StartNew();
            var (suite, loaded) = await run.BeginAsync(files.Text, AttackCatalogue.Shipped().Attacks, policy, null, default);
            Console.WriteLine($"M baseline {sw.Elapsed.TotalSeconds:0.0} {suite.Findings.Count}");
            int n = 0; sw.Restart();
            var mutants = MutantSet.Of(files.Text, "main.cf").Where(m => Harness.Core.Scenarios.Glob.Matches(glob, m.Id)).ToArray();
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(int.Parse(Environment.GetEnvironmentVariable("LIMIT") ?? "900")));
            await run.TryAsync(mutants, suite, new SameParameters(loaded), new P(t => File.AppendAllText("/tmp/mut.log", $"{++n}/{mutants.Length} {sw.Elapsed.TotalSeconds:0} {t.Seconds:0.00} {t.Fate} {t.Mutant.Id} by {t.Killer} ({t.Played}) {t.Because[..Math.Min(150, t.Because.Length)]}\n")), limit.Token);
        }
    }
    private sealed class P(Action<Trial> a) : IProgress<Trial> { public void Report(Trial value) => a(value); }
}
