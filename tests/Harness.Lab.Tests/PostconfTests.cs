using System.Text.RegularExpressions;
using Harness.Core.Postfix.Configuration;
using Harness.Tests.Postfix.Configuration;

namespace Harness.Lab.Tests;

/// <summary>What the harness makes of a configuration, and what postconf(1) of each release prints for it.</summary>
[Parallelizable(ParallelScope.All)]
public partial class PostconfTests
{
    private static readonly Dictionary<string, PostconfCase> _cases =
        PostconfCases.OfCorpus().Concat(PostconfCases.Own()).Concat(PostconfCases.Random(120)).ToDictionary();

    private static readonly Dictionary<PostfixVersion, Lazy<Task<PostconfRuns>>> _runs =
        PostfixVersion.All.ToDictionary(v => v, v => new Lazy<Task<PostconfRuns>>(() => PostconfRuns.AskAsync(v, _cases)));

    private static IEnumerable<TestCaseData> Versions => PostfixVersion.All.Select(v => new TestCaseData(v).SetArgDisplayNames(v.Number));

    [TestCaseSource(nameof(Versions))]
    public Task Prints_what_postconf_n_prints(PostfixVersion version) => PrintsAsync(version, "-n");

    [TestCaseSource(nameof(Versions))]
    public Task Expands_as_postconf_x_does(PostfixVersion version) => PrintsAsync(version, "-x-n");

    [TestCaseSource(nameof(Versions))]
    public async Task Has_the_defaults_that_postconf_d_prints(PostfixVersion version)
    {
        PostconfRuns runs = await RunsAsync(version);
        PostfixRelease release = PostfixRelease.Parse(version.Number)!.Value;
        EffectiveConfiguration ours = EffectiveConfiguration.Of(MainCf.Parse("", "main.cf"), MasterCf.Parse("", "master.cf"), null, release, runs.Machine);
        foreach (string line in runs.Of("none", "-x-d").Output.Where(l => !l.StartsWith("process_id ", StringComparison.Ordinal)))
        {
            string name = line[..line.IndexOf(' ', StringComparison.Ordinal)];
            PostconfN.Fold($"{name} = {ours.Parameters.Text(name)}").Should().Be(PostconfN.Fold(line));
        }
    }

    [TestCaseSource(nameof(Versions))]
    public async Task Complains_of_main_cf_as_postconf_does(PostfixVersion version)
    {
        PostconfRuns runs = await RunsAsync(version);
        var differing = new List<string>();
        foreach ((string name, PostconfCase one) in _cases)
        {
            PostconfSaid said = runs.Of(name, "-n");
            if (said.Status != 0)
            {
                continue;
            }

            MainCf main = MainCf.Parse(one.Main, "main.cf");
            MasterCf? master = one.Master is null ? null : MasterCf.Parse(one.Master, "master.cf");
            IEnumerable<string> ours = KnownParameters.Of(main, master, PostfixRelease.Parse(version.Number)!.Value, runs.Machine).Complaints
                .Where(c => c.File == "main.cf" || !c.Message.Contains(" field ", StringComparison.Ordinal)).Select(c => Short($"{c.File}: {c.Message}")).Distinct();
            IEnumerable<string> theirs = said.Complaints.Where(l => l.Contains("parameter", StringComparison.Ordinal))
                .Select(l => l.Replace($"postconf: warning: /cases/{name}/", "", StringComparison.Ordinal)).Select(Short).Distinct();
            if (!ours.Order().SequenceEqual(theirs.Order()))
            {
                differing.Add($"{name}: {string.Join(" | ", ours.Except(theirs))} <> {string.Join(" | ", theirs.Except(ours))}");
            }
        }

        differing.Should().BeEmpty();
    }

    [TestCaseSource(nameof(Versions))]
    public async Task Takes_the_master_cf_that_postconf_m_takes(PostfixVersion version)
    {
        PostconfRuns runs = await RunsAsync(version);
        foreach ((string name, PostconfCase one) in _cases.Where(c => c.Value.Master is not null))
        {
            PostconfSaid said = runs.Of(name, "-M");
            MasterCf ours = MasterCf.Parse(one.Master!, "master.cf");
            if (said.Status != 0)
            {
                string reason = ours.Problems.First(p => p.IsFatal).Message.Split(" in \"")[0];
                said.Complaints.Should().Contain(l => l.Contains(reason, StringComparison.Ordinal), name);
            }
            else
            {
                ours.Services.Select(s => s.Name).Should().Equal(said.Output.Where(l => l[0] != ' ').Select(l => l.Split(' ')[0]), name);
            }
        }
    }

    private static async Task PrintsAsync(PostfixVersion version, string options)
    {
        PostconfRuns runs = await RunsAsync(version);
        var differing = new List<string>();
        foreach ((string name, PostconfCase one) in _cases)
        {
            PostconfSaid theirs = runs.Of(name, options);
            PostconfN ours = Ours(one, version, runs.Machine with { ConfigDirectory = $"/cases/{name}" }, options);
            if ((ours.Error is null) != (theirs.Status == 0))
            {
                differing.Add($"{name}: {ours.Error ?? "no error"} <> {string.Join(" | ", theirs.Complaints)}");
            }
            else if (ours.Error is null && !ours.Lines.SequenceEqual(Printed(theirs)))
            {
                differing.Add($"{name}: {string.Join(" | ", ours.Lines.Except(Printed(theirs)))} <> {string.Join(" | ", Printed(theirs).Except(ours.Lines))}");
            }
            else if (ours.Error is { } error && !theirs.Complaints.Any(c => Says(c, error)))
            {
                differing.Add($"{name}: {error} <> {string.Join(" | ", theirs.Complaints)}");
            }
        }

        differing.Should().BeEmpty();
    }

    private static PostconfN Ours(PostconfCase one, PostfixVersion version, MachineFacts machine, string options)
    {
        MasterCf? master = one.Master is null ? null : MasterCf.Parse(one.Master, "master.cf");
        return PostconfN.Of(MainCf.Parse(one.Main, "main.cf"), master, PostfixRelease.Parse(version.Number)!.Value, machine, options == "-x-n");
    }

    // Its option -c counts as a setting.
    private static IEnumerable<string> Printed(PostconfSaid said)
        => said.Output.Where(l => !l.StartsWith("config_directory = /cases/", StringComparison.Ordinal)).Select(PostconfN.Fold)
            .Select(l => ProcessId().Replace(l, "/postconf 0"));

    // The harness does not repeat long values.
    private static string Short(string complaint) => complaint.Split('=')[0];

    // Ours has the parameter's or the file's name before it, no quotation mark too many, and is escaped only where it is
    // shown. Where a value names itself, it depends on the order of a hash table which name stands for the circle.
    private static bool Says(string complaint, string error)
    {
        string told = error[(error.IndexOf(": ", StringComparison.Ordinal) + 2)..].TrimEnd('"', '.').Replace('\t', '?');
        const string Circle = "unreasonable macro call nesting";
        return told.StartsWith(Circle, StringComparison.Ordinal)
            ? complaint.Contains(Circle, StringComparison.Ordinal)
            : complaint.Replace("\"\"", "\"", StringComparison.Ordinal).Contains(told, StringComparison.Ordinal);
    }

    [GeneratedRegex("/postconf [0-9]+")]
    private static partial Regex ProcessId();

    private static async Task<PostconfRuns> RunsAsync(PostfixVersion version)
    {
        if (!await version.HasBaseImageAsync(default))
        {
            Assert.Ignore($"{version.BaseImage} is not there: containers/ready.sh bullseye trixie");
        }

        return await _runs[version].Value;
    }
}
