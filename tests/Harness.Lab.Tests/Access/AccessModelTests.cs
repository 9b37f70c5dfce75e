using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Matrix;
using Harness.Lab.Plays;
using Harness.Lab.Plays.Lane;

namespace Harness.Lab.Tests.Access;

/// <summary>
/// The access model against the real thing, for every configuration: of at least four hundred sessions it foretells stage, code,
/// enhanced code and text, and of at least a hundred every restriction that smtpd says it asked for that command, with what came of it.
/// </summary>
[TestFixtureSource(nameof(Versions))]
[Parallelizable(ParallelScope.Self)]
public class AccessModelTests(PostfixVersion version)
{
    // More with HARNESS_MATRIX, the number of sessions for each configuration.
    private const int SessionsOfAConfiguration = 400;
    private const int TracedSessions = 100;
    private const int Shown = 3;

    // What a verification or a policy service says is nobody's to foretell; the model says so.
    private static readonly string[] _open = ["access/policy", "access/verified"];

    private HarnessLab _lab = null!;

    private static IEnumerable<TestFixtureData> Versions => PostfixVersion.All.Select(v => new TestFixtureData(v).SetArgDisplayNames(v.Number));

    private static IEnumerable<TestCaseData> Configurations => MatrixConfiguration.All.Select(c => new TestCaseData(c).SetArgDisplayNames(c.Name));

    [OneTimeSetUp]
    public async Task Start()
    {
        if (!await version.HasBaseImageAsync(default))
        {
            Assert.Ignore($"{version.BaseImage} is not there: containers/ready.sh {version.Suite}");
        }

        (_lab, _) = await HarnessLab.StartAsync(Fixtures.Guide, TestContext.Progress.WriteLine, default, version);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_lab is not null)
        {
            await _lab.DisposeAsync();
        }
    }

    [TestCaseSource(nameof(Configurations))]
    public async Task Foretells_every_session(object named)
    {
        var configuration = (MatrixConfiguration)named;
        LabTarget target = await _lab.LoadAsync(configuration.Files(), default);
        LabServer server = await _lab.ServerSideAsync(target, default);
        AccessModel model = AccessModel.Of(server.Configuration.Parameters, server.World);
        MatrixAxes axes = Axes(configuration, server, target);

        Agreement[] traced = [.. (await PlayAsync(target, Traced(axes))).Select(p => new Agreement(model.Explain(p.Session), p))];
        MatrixResult fast = await new MatrixRun(target, server, model).PlayAsync(AccessMatrix.Sample(axes, Count()).OrderBy(s => s.Client?.ToString(), StringComparer.Ordinal), _ => { }, default);

        Agreement[] differing = [.. traced.Where(p => p.Difference is not null), .. fast.Differing.Select(p => new Agreement(model.Explain(p.Session), p))];
        traced.Should().HaveCountGreaterThanOrEqualTo(TracedSessions);
        differing.Should().BeEmpty("{0}", Told(differing));
        traced.Where(p => p.IsOpen).Should().HaveCountLessThanOrEqualTo(_open.Contains(configuration.Name) ? traced.Length / 2 : 0);
        fast.Played.Should().BeGreaterThanOrEqualTo(Count());
    }

    private static int Count() => int.TryParse(Environment.GetEnvironmentVariable("HARNESS_MATRIX"), out int wanted) ? wanted : SessionsOfAConfiguration;

    // At least a hundred, and everything in which one can depart from an ordinary session.
    private static IReadOnlyList<AccessSession> Traced(MatrixAxes axes) => AccessMatrix.Sample(axes, Math.Max(TracedSessions, AccessMatrix.Singles(axes).Count()));

    private static MatrixAxes Axes(MatrixConfiguration configuration, LabServer server, LabTarget target)
    {
        var reach = new LaneReach(server);
        MatrixClient[] clients = [.. target.MatrixClients().Where(c => reach.Has(new AccessSession { Client = c.Address }))];
        return OrdinaryAxes.Of(server.Configuration.Parameters, clients, "alice", "tls.example").With(SessionFile.Read(configuration.Extras));
    }

    // A machine that is too busy for a moment has said nothing about Postfix.
    private static async Task<IReadOnlyList<PlayedSession>> PlayAsync(LabTarget target, IReadOnlyList<AccessSession> sessions)
    {
        PlayedSession[] played = [.. await target.AccessPlayer().PlayAsync(sessions, default)];
        AccessSession[] again = [.. played.Where(p => p.Fault is not null).Select(p => p.Session)];
        IReadOnlyList<PlayedSession> second = again.Length == 0 ? [] : await target.AccessPlayer().PlayAsync(again, default);
        return [.. played.Where(p => p.Fault is null), .. second];
    }

    private static string Told(Agreement[] differing) => $"""
        the model is to be right, and {differing.Length} sessions differ:
        {string.Join("\n\n", differing.GroupBy(d => d.Difference!.Split(' ')[0]).SelectMany(g => g.Take(Shown)).Select(d => $"## {d.Difference}\n{d.Told()}"))}
        """.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
}
