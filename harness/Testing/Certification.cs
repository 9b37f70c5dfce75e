using Harness.Core.Verdicts;
using NUnit.Framework;

namespace Harness.Testing;

/// <summary>
/// Certifies what the caller names, a case for each attack: with <c>HARNESS_CONFIG</c> a configuration in the lab, with <c>HARNESS_SERVER</c> a running server from
/// outside. A project that derives one class from it is complete.
/// </summary>
/// <remarks>
/// Settings are parameters of the run (<c>TestRunParameters</c> of runsettings) or variables of the environment, named as the options of <c>smtp-harness certify</c>:
/// <c>HARNESS_POLICY</c>, <c>HARNESS_POSTFIX</c>, <c>HARNESS_ONLY</c>, <c>HARNESS_EXCEPT</c>, <c>HARNESS_SHARD</c>, <c>HARNESS_RECORD</c> (a file for the run record); for a server <c>HARNESS_SENDER</c>, <c>HARNESS_RECIPIENT</c> and those of its
/// other options, <c>HARNESS_INTRUSIVE=1</c> among them. Relative paths are from where <c>dotnet test</c> was called. Names and categories are those of <see cref="PolicyCases"/>,
/// results those of <see cref="PolicyCase.HoldsAsync"/>. The first case is named <c>configuration</c>, or <c>server</c>: it fails where Postfix refuses the configuration, or the server cannot be
/// spoken to, and then the others are ignored.
/// </remarks>
/// <example>
/// <c>[TestFixture]</c> has to be there: NUnit looks only into assemblies that name it.
/// <code>
/// [TestFixture]
/// public sealed class Certify : Certification;
/// </code></example>
public abstract class Certification
{
    private static readonly Lazy<CertifiedServer?> _server = new(CertifiedServer.OfTheCaller);

    /// <summary>The cases, by the caller's settings; one that is ignored where nothing is named.</summary>
    /// <exception cref="ArgumentException">There is no such policy, or no such attack.</exception>
    internal static IEnumerable<TestCaseData> Cases()
    {
        if (_server.Value is not { } server)
        {
            return [new TestCaseData(new CertificationCase("nothing", null)).SetName("nothing to certify").Ignore("name a configuration with HARNESS_CONFIG, or a server with HARNESS_SERVER")];
        }

        IReadOnlyList<PolicyCase> claims = PolicyCases.OfTheCaller(PolicyReader.Load(ConfigurationPath.OfPolicyOfTheCaller(CallerSettings.Find("policy") ?? "guide")));
        // It has every category, so that it comes first whatever is selected.
        TestCaseData first = new TestCaseData(new CertificationCase(server.Name, null)).SetName(server.Name);
        foreach (string category in claims.SelectMany(c => new[] { c.Family, c.LevelInWords }).Distinct())
        {
            first = first.SetCategory(category);
        }

        return [first, .. PolicyCases.Named(claims, c => new CertificationCase(c.Id, c))];
    }

    /// <summary>Judges one case.</summary>
    /// <param name="one">The case.</param>
    [TestCaseSource(typeof(Certification), nameof(Cases))]
    public async Task Holds(CertificationCase one)
    {
        CertifiedServer server = _server.Value!;
        if (one.Claim is { } claim)
        {
            await CaseVerdict.ShowAsync(claim, PolicyRun.Of(claim, server, server.ReadyAsync, TestContext.CurrentContext.CancellationToken), server);
            return;
        }

        try
        {
            await server.ReadyAsync();
        }
        catch (Exception failed) when (CaseVerdict.IsClear(failed))
        {
            server.IsTold = true;
            Assert.Fail(failed.Message);
        }
    }

    /// <summary>Removes the lab.</summary>
    [OneTimeTearDown]
    public async Task RemoveAsync()
    {
        if (_server is { IsValueCreated: true, Value: { } server })
        {
            await server.DisposeAsync();
        }
    }
}
