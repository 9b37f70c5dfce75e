using Harness.Core.Catalogue;
using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using Harness.Core.Verdicts;

// Labs wait more than they compute: for lists that do not answer, and for other servers' patience.
[assembly: LevelOfParallelism(4)]

namespace Harness.Lab.Tests;

/// <summary>One warm lab with the guide's configuration, for every test that does not change it.</summary>
[SetUpFixture]
public class SharedLab
{
    /// <summary>The guide's configuration as it runs.</summary>
    public static LabTarget Target { get; private set; } = null!;

    /// <summary>The container that runs it.</summary>
    public static string Mx => Lab.MxContainer;

    /// <summary>The lab.</summary>
    public static HarnessLab Lab { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task Start() => (Lab, Target) = await HarnessLab.StartAsync(Fixtures.Guide, TestContext.Progress.WriteLine, default);

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (Lab is not null)
        {
            await Lab.DisposeAsync();
        }
    }
}

/// <summary>What the tests play, and by what they judge.</summary>
internal static class Fixtures
{
    public static readonly Policy Policy = PolicyReader.Load("guide");

    public static readonly IReadOnlyList<Attack> Attacks = [.. AttackCatalogue.Shipped().Attacks.Where(a => Policy.LevelOf(a.Id) is not null)];

    public static ConfigurationFiles Guide => Of("guide");

    /// <summary>The guide's configuration with what the policy hardened asks for besides.</summary>
    public static ConfigurationFiles Hardened => Of("hardened");

    /// <summary>The guide's main.cf with some of its text replaced, or lines added at its end.</summary>
    public static ConfigurationFiles GuideWith(string replace, string by) => With(Guide, replace, by);

    /// <summary>A main.cf with some of its text replaced.</summary>
    public static ConfigurationFiles With(ConfigurationFiles files, string replace, string by)
    {
        string text = files.Text;
        text.Should().Contain(replace, "a variant that changes nothing proves nothing");
        string file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.cf");
        File.WriteAllText(file, text.Replace(replace, by));
        return ConfigurationFiles.Open(file);
    }

    /// <summary>A configuration below <c>fixtures</c>.</summary>
    public static ConfigurationFiles Of(string name) => ConfigurationFiles.Open(Path.Combine(AppContext.BaseDirectory, "fixtures", name));

    public static async Task<Judgement> CertifyAsync(ITarget target, IReadOnlyList<Attack> attacks, Policy? policy = null)
    {
        RunRecord record = await new AttackRun(target, Deadlines.Default, TimeProvider.System)
            .PlayAsync(attacks, (policy ?? Policy).Name, DateTimeOffset.UtcNow, null, TestContext.CurrentContext.CancellationToken);
        return Judge.Judging(record, policy ?? Policy);
    }
}
