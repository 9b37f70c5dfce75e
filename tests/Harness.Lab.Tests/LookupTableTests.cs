using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;
using Harness.Lab.Containers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Harness.Lab.Tests;

/// <summary>Every key of fixtures/tables in every table there: what the harness finds, and what postmap(1) of each release finds.</summary>
[Parallelizable(ParallelScope.All)]
public class LookupTableTests
{
    private static readonly string _folder = Path.Combine(AppContext.BaseDirectory, "fixtures", "tables");
    private static readonly string[] _keys = File.ReadAllLines(Path.Combine(_folder, "keys"));

    private static IEnumerable<TestCaseData> Versions => PostfixVersion.All.Select(v => new TestCaseData(v).SetArgDisplayNames(v.Number));

    [TestCaseSource(nameof(Versions))]
    public async Task Finds_what_postmap_finds(PostfixVersion version)
    {
        if (!await version.HasBaseImageAsync(default))
        {
            Assert.Ignore($"{version.BaseImage} is not there: containers/ready.sh bullseye trixie");
        }

        PostfixRelease release = PostfixRelease.Parse(version.Number)!.Value;
        string[] cases = release.AtLeast(3, 7) ? ["cases", "cases.later", "cases.failing"] : ["cases", "cases.failing"];
        var differing = new List<string>();

        Dictionary<string, List<string>> answers = await AskAsync(version, cases);

        answers.Should().HaveCountGreaterThan(30);
        foreach ((string table, List<string> said) in answers)
        {
            LookupTable opened = new TableOpener(new MappedFolders(("/tables", _folder)), release)
                .Open(new PlacedWord(table, new SettingLine("main.cf", 1, "smtpd_client_restrictions", "")));
            LookupResult[] ours = [.. _keys.Select(opened.Find)];
            IEnumerable<string> found = _keys.Zip(ours).Where(a => a.Second.Status == LookupStatus.Found).Select(a => $"{a.First}\t{a.Second.Value}");
            if (!found.SequenceEqual(said.Where(a => !a.StartsWith("! ", StringComparison.Ordinal)))
                || ours.Any(a => a.Status == LookupStatus.Failed) != said.Any(a => a.StartsWith("! postmap: fatal", StringComparison.Ordinal)))
            {
                differing.Add($"{table}: {string.Join(" | ", found.Except(said))} <> {string.Join(" | ", said.Except(found))}");
            }
        }

        differing.Should().BeEmpty();
    }

    private static async Task<Dictionary<string, List<string>>> AskAsync(PostfixVersion version, string[] cases)
    {
        await ContainerEngine.PrepareAsync();
        IReadOnlyDictionary<string, string> images = await LabImages.ReadyAsync(["mx"], version, TestContext.Progress.WriteLine, default);
        await using IContainer container = new ContainerBuilder(images["mx"])
            .WithLogger(NullLogger.Instance)
            .WithLabel(Ownership.OwnerLabel, Ownership.Mine)
            .WithEntrypoint("sleep", "infinity")
            .Build();
        await container.StartAsync();
        await container.CopyAsync(new DirectoryInfo(_folder), "/tables");
        ExecResult result = await container.ExecAsync(["sh", "/tables/ask", .. cases]);
        var answers = new Dictionary<string, List<string>>();
        List<string>? current = null;
        foreach (string line in result.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("=== ", StringComparison.Ordinal))
            {
                answers[line[4..]] = current = [];
            }
            else
            {
                current?.Add(line);
            }
        }

        return answers;
    }
}
