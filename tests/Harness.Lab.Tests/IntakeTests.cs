using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Harness.Core.Evidence;
using Harness.Core.Verdicts;

namespace Harness.Lab.Tests;

/// <summary>Real configurations of strangers, one after another in a lab that stays up.</summary>
[Parallelizable(ParallelScope.Self)]
public class IntakeTests
{
    private static readonly string[] _probes = ["helo/missing/none", "relay/outside/plain"];

    private HarnessLab _lab = null!;

    private static string Corpus => Environment.GetEnvironmentVariable("HARNESS_CORPUS") ?? Path.Combine(AppContext.BaseDirectory, "fixtures", "corpus");

    [OneTimeSetUp]
    public async Task Start() => (_lab, _) = await HarnessLab.StartAsync(Fixtures.Guide, _ => { }, default);

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_lab is not null)
        {
            await _lab.DisposeAsync();
        }
    }

    [Test]
    public async Task Each_real_configuration_takes_ordinary_mail_or_says_what_it_needs()
    {
        (string Name, string Path)[] files = Files();
        files.Should().HaveCount(40);
        List<string> outcomes = [];
        foreach ((string name, string path) in files)
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            string outcome = await OutcomeAsync(path);
            TestContext.Progress.WriteLine($"{name}: {outcome} ({watch.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s)");
            outcomes.Add($"{name}: {outcome}");
        }

        string[] golden = Golden([.. outcomes]);
        outcomes.Should().Equal(golden, "golden/intake.txt says so (HARNESS_RENEW_GOLDEN=1 renews it)");
        outcomes.Count(o => !o.Contains(": refused: ")).Should().BeGreaterThanOrEqualTo(36);
    }

    private async Task<string> OutcomeAsync(string path)
    {
        try
        {
            LabTarget target = await _lab.LoadAsync(ConfigurationFiles.Open(path), default);
            Judgement judgement = await Fixtures.CertifyAsync(target, [.. Fixtures.Attacks.Where(a => _probes.Contains(a.Id))]);
            Bracket bracket = judgement.Record.Bracket[^1];
            string mail = bracket.Accepted ? "takes ordinary mail" : $"ordinary mail is answered {Regex.Replace(bracket.Detail, "queued as [0-9A-Za-z]+", "queued")}";
            return $"{mail}; {string.Join(", ", judgement.Findings.Select(f => $"{f.Attack.Id} {f.Verdict.ToString().ToLowerInvariant()}"))}";
        }
        catch (LabException refused)
        {
            return $"refused: {refused.Message.Replace(path, "main.cf")}";
        }
    }

    private static string[] Golden(string[] seen, [CallerFilePath] string here = "")
    {
        string path = Path.Combine(Path.GetDirectoryName(here)!, "golden", "intake.txt");
        if (Environment.GetEnvironmentVariable("HARNESS_RENEW_GOLDEN") == "1")
        {
            File.WriteAllLines(path, seen);
        }

        return File.ReadAllLines(path);
    }

    private static (string Name, string Path)[] Files() => Directory.Exists(Corpus)
        ? [.. Directory.EnumerateFiles(Corpus, "*.cf", SearchOption.AllDirectories)
            .Select(f => (Path.GetFileName(f) == "main.cf" ? Path.GetFileName(Path.GetDirectoryName(f)!) : Path.GetFileNameWithoutExtension(f), f))
            .Where(f => char.IsAsciiDigit(f.Item1[0])).OrderBy(f => f.Item1, StringComparer.Ordinal)]
        : [];
}
