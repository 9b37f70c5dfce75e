using System.Diagnostics;
using System.Xml.Linq;

namespace Harness.Lab.Tests;

/// <summary><c>HARNESS_CONFIG=… dotnet test</c>, as a build server runs it.</summary>
[Parallelizable(ParallelScope.All)]
public class CertificationTests
{
    private static readonly string _certify = Path.Combine(AppContext.BaseDirectory.Replace("Harness.Lab.Tests", "Harness.Certify", StringComparison.Ordinal), "Harness.Certify.dll");

    [Test]
    public async Task A_list_that_is_gone_turns_its_own_cases_red_and_what_was_not_selected_is_not_played()
    {
        CertificationRun run = await RunAsync("01-list-removed", "TestCategory=dnsbl");

        run.Exit.Should().NotBe(0);
        run.With("Failed").Should().Equal("dnsbl/listed/spamcop");
        run.With("Passed").Should().Contain(["configuration", "dnsbl/listed/both"]).And.OnlyContain(id => id == "configuration" || id.StartsWith("dnsbl/"));
        run.Output.Should().Contain($"for {run.Results.Count - 1} claims");
        run.Text("dnsbl/listed/spamcop").Should().ContainAll("fixtures/diff/01-list-removed/main.cf:", "paste     smtpd_recipient_restrictions = ");
    }

    [Test]
    public async Task A_configuration_that_Postfix_refuses_is_one_failure_with_file_and_line()
    {
        CertificationRun run = await RunAsync("09-smtpd-dies", "TestCategory=log");

        run.Exit.Should().NotBe(0);
        run.With("Failed").Should().Equal("configuration");
        run.Text("configuration").Should().StartWith("fixtures/diff/09-smtpd-dies/main.cf:13: Postfix does not run with it");
        run.Results.Values.Where(r => r.Outcome != "Failed").Should().NotBeEmpty().And.OnlyContain(r => r.Outcome == "NotExecuted" && r.Text == "not played: see the case configuration");
    }

    private static async Task<CertificationRun> RunAsync(string configuration, string filter)
    {
        string results = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"certify-{configuration}");
        using var dotnet = new Process
        {
            StartInfo = new ProcessStartInfo(
                "dotnet",
                ["test", _certify, "--nologo", "--filter", filter, "--results-directory", results, "--logger", "trx;LogFileName=run.trx", "--logger", "console;verbosity=normal"])
            {
                RedirectStandardOutput = true,
                WorkingDirectory = AppContext.BaseDirectory,
                // The path is one from where it is called.
                Environment = { ["HARNESS_CONFIG"] = $"fixtures/diff/{configuration}", ["PWD"] = AppContext.BaseDirectory },
            },
        };
        dotnet.Start();
        string output = await dotnet.StandardOutput.ReadToEndAsync();
        await dotnet.WaitForExitAsync();
        XNamespace trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";
        return new CertificationRun(dotnet.ExitCode, output, XDocument.Load(Path.Combine(results, "run.trx")).Descendants(trx + "UnitTestResult").ToDictionary(
            r => r.Attribute("testName")!.Value, r => (r.Attribute("outcome")!.Value, r.Descendants(trx + "Message").FirstOrDefault()?.Value ?? "")));
    }

    private sealed record CertificationRun(int Exit, string Output, IReadOnlyDictionary<string, (string Outcome, string Text)> Results)
    {
        public IEnumerable<string> With(string outcome) => Results.Where(r => r.Value.Outcome == outcome).Select(r => r.Key);

        public string Text(string id) => Results[id].Text;
    }
}
