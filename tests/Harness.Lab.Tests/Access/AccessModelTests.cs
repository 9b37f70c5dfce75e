using System.Diagnostics;
using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Matrix;
using Harness.Core.Postfix.Configuration;
using Harness.Lab.Plays;

namespace Harness.Lab.Tests.Access;

public class AccessModelTests
{
    private static readonly string[] _names = (Environment.GetEnvironmentVariable("ONLY") ?? "guide access/actions access/at-each-command access/soft-bounce access/classes access/lists access/names access/recipients access/logins access/later-commands access/verified access/letters access/long-ago access/encrypted").Split(' ');

    private static void Out(string line) => File.AppendAllText("/tmp/explore.txt", line + "\n");

    [Test]
    public async Task Explore()
    {
        PostfixVersion version = PostfixVersion.Find(Environment.GetEnvironmentVariable("PF") ?? "3.7")!;
        (HarnessLab lab, LabTarget target) = await HarnessLab.StartAsync(Fixtures.Guide, TestContext.Progress.WriteLine, default, version);
        await using (lab)
        {
            foreach (string name in _names)
            {
                MatrixConfiguration configuration = MatrixConfiguration.Of(name);
                var watch = Stopwatch.StartNew();
                target = await lab.LoadAsync(configuration.Files(), default);
                double loaded = watch.Elapsed.TotalSeconds;
                var values = target.Loaded.ToDictionary(f => f.Key, f => new ParameterValue(f.Key, f.Value,
                    [.. f.Value.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(w => new PlacedWord(w, new SettingLine("", 0, f.Key, "")))], new SettingLine("", 0, f.Key, "")));
                MatrixAxes axes = OrdinaryAxes.Of(new ServiceParameters(new PostfixRelease(3, 7), values), target.MatrixClients(), "alice", "tls.example").With(SessionFile.Read(configuration.Directory));
                IReadOnlyList<AccessSession> sessions = AccessMatrix.Sample(axes, 500);
                watch.Restart();
                IReadOnlyList<PlayedSession> played = await target.AccessPlayer().PlayAsync(sessions, default);
                Out($"{name}: load {loaded:0.0} s, {sessions.Count} sessions in {watch.Elapsed.TotalSeconds:0.0} s");
                foreach (var group in played.GroupBy(p => p.Fault ?? $"{p.Observed!.Stage} {p.Observed.Code} {p.Observed.Enhanced} {p.Observed.Restriction}").OrderBy(g => g.Key))
                    Out($"    {group.Count(),4} {group.Key}   | {group.First().Observed?.Text}");
                foreach (string warning in target.Describe().Warnings.Distinct())
                    Out($"    ! {warning}");
            }
        }
    }
}
