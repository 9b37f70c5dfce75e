using System.Diagnostics;
using Harness.Core.Catalogue;
using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Verdicts;

namespace Harness.Lab.Tests;

/// <summary>What the harness's own hellos find is what <c>openssl s_client</c> finds on the same server.</summary>
public class TlsAgreementTests
{
    private static readonly string[] _families = ["tls/version/", "tls/version-taken/", "tls/suites/", "tls/suites-taken/", "tls/certificate/", "tls/session/"];

    [Test]
    public async Task Openssl_finds_the_same_versions_suites_and_certificate()
    {
        Attack[] attacks = [.. AttackCatalogue.Shipped().Attacks.Where(a => _families.Any(f => a.Id.StartsWith(f, StringComparison.Ordinal)))];
        RunRecord run = (await Fixtures.CertifyAsync(SharedLab.Target, attacks, PolicyReader.Load("everything"))).Record;
        TlsFacts ours = TlsFacts.Of(run)!;
        string[] pairs = [.. run.Observations.Select(o => o.Tls).Where(t => t?.Agreed == true).Select(t => $"{t!.Protocol}/{t.CipherSuite}").Distinct()];

        string[][] theirs = [.. (await OpenSslAsync(pairs)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' '))];

        Words("version", taken: true).Should().BeEquivalentTo(ours.Versions);
        Words("suites", taken: true).Should().BeEquivalentTo(ours.Suites);
        // What this openssl cannot offer it cannot say anything about.
        Words("version", taken: false).Should().BeSubsetOf(ours.RefusedVersions);
        Words("suites", taken: false).Should().BeSubsetOf(ours.RefusedSuites).And.NotBeEmpty();
        theirs.Where(t => t[0] == "pair").Select(t => $"{t[2]}/{t[3]}").Should().BeEquivalentTo(pairs, "each version and suite we agreed on is agreed on with openssl too");
        Line("certificate")[1].Should().Be(ours.Certificates.Single()[0].Sha256);
        DateTimeOffset.Parse(Line("dates")[1]).Should().Be(ours.Certificates[0][0].NotBefore);
        DateTimeOffset.Parse(Line("dates")[2]).Should().Be(ours.Certificates[0][0].NotAfter);
        Line("key")[1].Should().Be($"{ours.Certificates[0][0].KeyBits}");

        string[] Words(string kind, bool taken) => [.. theirs.Where(t => t[0] == kind && t[2] != "-" == taken).Select(t => t[1])];
        string[] Line(string kind) => theirs.Single(t => t[0] == kind);
    }

    private static async Task<string> OpenSslAsync(IEnumerable<string> pairs)
    {
        using Process docker = Process.Start(new ProcessStartInfo("docker", ["exec", "-i", SharedLab.Mx, "bash", "-s", "--", "127.0.0.1", "25", SharedLab.Target.Facts[TargetFacts.Mx], .. pairs])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Task<string> said = docker.StandardOutput.ReadToEndAsync();
        await docker.StandardInput.WriteAsync(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "openssl-facts")));
        docker.StandardInput.Close();
        await docker.WaitForExitAsync();
        docker.ExitCode.Should().Be(0);
        return await said;
    }
}
