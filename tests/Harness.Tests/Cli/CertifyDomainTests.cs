using Harness.Cli;
using Harness.Core.Evidence;
using Harness.Core.Verdicts;
using Harness.Tests.Deliverability;

namespace Harness.Tests.Cli;

/// <summary>The command line against a resolver, exchangers and web servers on the loopback address.</summary>
[FixtureLifeCycle(LifeCycle.SingleInstance)]
public sealed class CertifyDomainTests : IAsyncDisposable
{
    private readonly DomainInternet _internet = new();
    private readonly string _authority = Path.GetTempFileName();

    [OneTimeSetUp]
    public void Write() => File.WriteAllText(_authority, _internet.Authority.ExportCertificatePem());

    public async ValueTask DisposeAsync()
    {
        await _internet.DisposeAsync();
        File.Delete(_authority);
    }

    private static async Task<(ExitStatus Status, string Out, string Error)> RunAsync(params string[] args)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        ExitStatus status = await Program.RunAsync(["certify", .. args], new Terminal(output, error, PlainConsole.On(output), PlainConsole.On(error)));
        return (status, output.ToString(), error.ToString());
    }

    private string[] Of(string name, params string[] more)
    {
        DomainVariant variant = _internet.Variants.Single(v => v.Name == name);
        return ["--domain", variant.Domain, "--resolver", $"{_internet.Resolver}", "--sending-address", $"{variant.Address}", "--sending-name", variant.Subject.HeloName!,
            "--dkim-selector", "mail", "--dkim-selector", "elliptic", "--trust", _authority, "--mx-port", $"{_internet.MxPort}", "--policy-port", $"{_internet.PolicyPort}", .. more];
    }

    [Test]
    public async Task Every_domain_is_judged_over_the_network_as_it_is_in_memory()
    {
        await Parallel.ForEachAsync(_internet.Variants, async (variant, _) =>
        {
            (ExitStatus status, string output, string error) = await RunAsync(Of(variant.Name, "--format", "json", "--policy", "everything"));
            RunRecord record = RunRecordJson.Read(output);
            record.Observations.Should().OnlyContain(o => o.Fault == null, variant.Name);
            record.Judgement!.Findings.Where(f => f.Verdict == "fail").Select(f => f.Attack["domain/".Length..]).Should().Equal(variant.Fails, variant.Name);
            record.Judgement.Findings.Where(f => f.Verdict == "inconclusive").Select(f => f.Attack["domain/".Length..]).Should().Equal(variant.Open, variant.Name);
        });
    }

    [Test]
    public async Task A_refuted_claim_comes_with_its_answers_and_a_record_to_paste()
    {
        (ExitStatus status, string output, string error) = await RunAsync(Of("tlsa-of-old-certificate"));
        status.Should().Be(ExitStatus.Findings);
        string text = output.ReplaceLineEndings(" ").Replace("  ", " ");
        text.Should().Contain("FAIL domain/dane/matches").And.Contain("RFC 7672").And.Contain("_25._tcp.mail.tlsa-of-old-certificate.example. IN TLSA 3 1 1 ");
        output.Should().MatchRegex(@"seen +tlsa-of-old-certificate\.example\. MX 10 mail\.tlsa");
        error.Should().Contain("asked of the resolver 127.0.0.1:");
    }

    [Test]
    public async Task A_resolver_that_is_silent_leaves_everything_open()
    {
        using var silent = new ZoneServer((name, type) => new(name, type, Core.Dns.Lookup.DnsStatus.Failed, [], Failure: "x"));
        (ExitStatus status, string output, _) = await RunAsync("--domain", "right.example", "--resolver", $"{silent.EndPoint}", "--format", "json");
        status.Should().Be(ExitStatus.NotEstablished);
        RunRecordJson.Read(output).Judgement!.Findings.Should().NotContain(f => f.Verdict == "fail" || f.Verdict == "pass" || f.Verdict == "error");
    }

    [TestCase("--domain no_domain needs", "--domain no_domain needs", "--domain", "no_domain needs")]
    [TestCase("an address", "--resolver dns.example: not an IP address", "--domain", "a.example", "--resolver", "dns.example")]
    [TestCase("an address", "--sending-address mail.example: not an IP address", "--domain", "a.example", "--sending-address", "mail.example")]
    [TestCase("a selector", "--dkim-selector a b: not a selector", "--domain", "a.example", "--dkim-selector", "a b")]
    [TestCase("a file", "/nowhere.pem: no such file", "--domain", "a.example", "--trust", "/nowhere.pem")]
    [TestCase("alone", "--dkim-selector is for --domain", "--dkim-selector", "mail", "--server", "127.0.0.1")]
    [TestCase("claims", "domain/mx/published is a claim about a domain; give --domain", "--server", "127.0.0.1", "--only", "domain/mx/published")]
    [TestCase("postfix", "--postfix is for a configuration", "--domain", "a.example", "--postfix", "3.10")]
    public async Task What_cannot_be_used_is_one_line(string what, string complaint, params string[] args)
    {
        (ExitStatus status, string output, string error) = await RunAsync(args);
        (status, output).Should().Be((ExitStatus.Usage, ""), what);
        error.TrimEnd('\n').Split('\n').Should().ContainSingle().Which.Should().StartWith($"smtp-harness: {complaint}");
    }

    [Test]
    public async Task The_record_can_be_judged_again()
    {
        string file = Path.GetTempFileName();
        (_, string output, _) = await RunAsync(Of("no-ptr", "--format", "json", "--output", file));
        var again = new StringWriter();
        ExitStatus status = await Program.RunAsync(["judge", file], new Terminal(again, again, PlainConsole.On(again), PlainConsole.On(again)));
        File.Delete(file);
        status.Should().Be(ExitStatus.Findings);
        again.ToString().Should().Be(output);
    }
}
