using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Matrix;
using Harness.Lab.Plays;

namespace Harness.Lab.Tests.Access;

/// <summary>
/// The access model against the real thing: on every session of the matrix, for every configuration, it foretells stage, code,
/// enhanced code, text, and every restriction that smtpd says it asked for that command, with what came of it.
/// </summary>
[TestFixtureSource(nameof(Versions))]
[Parallelizable(ParallelScope.Self)]
public class AccessModelTests(PostfixVersion version)
{
    // More with HARNESS_MATRIX, the number of sessions for each configuration.
    private const int SessionsOfAConfiguration = 100;
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
        IReadOnlyList<AccessSession> sessions = Sessions(configuration, server, target);

        Agreement[] played = [.. (await PlayAsync(target, sessions)).Select(p => new Agreement(model.Explain(p.Session), p))];

        Agreement[] differing = [.. played.Where(p => p.Difference is not null)];
        played.Should().HaveCountGreaterThanOrEqualTo(SessionsOfAConfiguration);
        differing.Should().BeEmpty("{0}", Told(differing));
        played.Where(p => p.IsOpen).Should().HaveCountLessThanOrEqualTo(_open.Contains(configuration.Name) ? SessionsOfAConfiguration / 2 : 0);
    }

    private static IReadOnlyList<AccessSession> Sessions(MatrixConfiguration configuration, LabServer server, LabTarget target)
    {
        // permit_inet_interfaces looks at the connection itself, which XCLIENT leaves as it is.
        bool looksBehind = configuration.Files().Text.Contains("permit_inet_interfaces", StringComparison.Ordinal);
        MatrixClient[] clients = [.. target.MatrixClients().Where(c => !looksBehind || c.Address is null || !server.World.OwnAddresses!.Contains(c.Address))];
        MatrixAxes axes = OrdinaryAxes.Of(server.Configuration.Parameters, clients, "alice", "tls.example").With(SessionFile.Read(configuration.Extras));
        int most = int.TryParse(Environment.GetEnvironmentVariable("HARNESS_MATRIX"), out int wanted) ? wanted : SessionsOfAConfiguration;
        return AccessMatrix.Sample(axes, Math.Max(most, AccessMatrix.Singles(axes).Count()));
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
