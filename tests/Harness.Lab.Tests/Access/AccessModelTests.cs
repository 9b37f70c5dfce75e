using System.Diagnostics;
using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Matrix;
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
                LabServer server = await lab.ServerSideAsync(target, default);
                AccessModel model = AccessModel.Of(server.Configuration.Parameters, server.World);
                MatrixAxes axes = OrdinaryAxes.Of(server.Configuration.Parameters, target.MatrixClients(), "alice", "tls.example").With(SessionFile.Read(configuration.Directory));
                IReadOnlyList<AccessSession> sessions = AccessMatrix.Sample(axes, 500);
                watch.Restart();
                IReadOnlyList<PlayedSession> played = await target.AccessPlayer().PlayAsync(sessions, default);
                Out($"{name}: load {loaded:0.0} s, {sessions.Count} sessions in {watch.Elapsed.TotalSeconds:0.0} s");
                var differing = played.Select(p => (Played: p, Predicted: model.Decide(p.Session))).Select(p => (p.Played, p.Predicted, Difference: Agreement.Difference(p.Predicted, p.Played))).Where(p => p.Difference is not null).ToArray();
                Out($"    differing: {differing.Length}   fatal: {model.Fatal}");
                foreach (var group in differing.GroupBy(d => System.Text.RegularExpressions.Regex.Replace(d.Difference!, "text.*", "text")).OrderByDescending(g => g.Count()).Take(14))
                {
                    Out($"  ## {group.Count()} x {group.Key}");
                    string[] told = Agreement.Told(group.First().Predicted, group.First().Played).Split('\n');
                    foreach (string line in told.Take(3).Concat(told.Skip(3).TakeLast(9))) Out(line);
                }

                foreach (var group in played.GroupBy(p => p.Fault ?? $"{p.Observed!.Stage} {p.Observed.Code} {p.Observed.Enhanced} {p.Observed.Restriction}").OrderBy(g => g.Key))
                    if (Environment.GetEnvironmentVariable("SHOW") is not null) Out($"    {group.Count(),4} {group.Key}   | {group.First().Observed?.Text}");
                foreach (string warning in target.Describe().Warnings.Distinct())
                    Out($"    ! {warning}");
            }
        }
    }
}
