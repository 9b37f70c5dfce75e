using System.CommandLine;
using System.Text.RegularExpressions;
using Harness.Cli;
using Harness.Core.Catalogue;
using Harness.Core.Deliverability;
using Harness.Core.Residency;
using Harness.Core.Scenarios;
using Harness.Tests.Cli;

namespace Harness.Tests.Docs;

/// <summary>What README, DESIGN, HACKING and the pages name is there: options, attacks, files, types.</summary>
public sealed partial class PageNamesTests
{
    // Of other programs: dotnet, docker, swaks, journalctl, mount.
    private static readonly string[] _foreignOptions =
        ["--add-source", "--tool-path", "--filter", "--logger", "--settings", "--project", "--network", "--user", "--verify-no-changes", "--server", "--to"];

    private static readonly string[] _roots = ["fixtures", "harness", "tests", "containers", "docs", "ci"];

    private static readonly Command _program = CommandLine.Root(new Terminal(TextWriter.Null, TextWriter.Null, PlainConsole.On(TextWriter.Null), null));

    private static readonly string[] _ids =
        [.. AttackCatalogue.Shipped().Attacks.Concat(DomainClaims.All.Select(c => c.Attack)).Append(DomainClaims.Sent).Concat(ResidencyClaims.All.Select(c => c.Attack)).Select(a => a.Id)];

    private static string[] Pages() =>
    [
        .. new[] { "README.md", "DESIGN.md", "HACKING.md", "CHANGELOG.md" },
        .. Directory.EnumerateFiles(Path.Combine(Checkout.Root, "docs"), "*.md").Select(f => $"docs/{Path.GetFileName(f)}").Order(StringComparer.Ordinal),
    ];

    [TestCaseSource(nameof(Pages))]
    public void Options_that_a_page_names_exist(string page)
        => Option().Matches(Text(page)).Select(m => m.Value).Distinct().Except(Options(_program)).Except(_foreignOptions).Should().BeEmpty();

    [TestCaseSource(nameof(Pages))]
    public void Attacks_that_a_page_names_exist(string page)
    {
        string[] families = [.. _ids.Select(i => i.Split('/')[0]).Distinct()];
        Spans(page).Where(s => AttackId().IsMatch(s) && families.Contains(s.Split('/')[0]) && !IsExample(page, s))
            .Where(s => !_ids.Any(i => Glob.Matches(s, i) || Glob.Matches(s.TrimEnd('/') + "/*", i))).Should().BeEmpty();
    }

    [TestCaseSource(nameof(Pages))]
    public void Files_that_a_page_names_exist(string page)
        => Spans(page).Where(s => FilePath().IsMatch(s) && _roots.Contains(s.Split('/')[0])).Where(s => !PlaceToFill().IsMatch(s)).Select(s => s.Split('*')[0])
            .Where(s => !Path.Exists(Path.Combine(Checkout.Root, s))).Should().BeEmpty();

    [Test]
    public void Types_that_the_design_names_exist()
    {
        string code = string.Concat(new[] { "harness", "tests" }.SelectMany(r => Directory.EnumerateFiles(Path.Combine(Checkout.Root, r), "*.cs", SearchOption.AllDirectories))
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(p => p is "obj" or "bin")).Select(File.ReadAllText));
        HashSet<string> words = [.. Word().Matches(code).Select(m => m.Value)];
        Spans("DESIGN.md").Where(s => TypeName().IsMatch(s)).Where(s => !s.Split('.').All(words.Contains)).Should().BeEmpty();
    }

    // What its reader adds.
    private static bool IsExample(string page, string name) => page == "HACKING.md" && Regex.IsMatch(name, "^helo/(strange|control)");

    private static IEnumerable<string> Options(Command command)
        => command.Options.SelectMany(o => o.Aliases.Append(o.Name)).Concat(command.Subcommands.SelectMany(Options));

    private static string Text(string page) => File.ReadAllText(Path.Combine(Checkout.Root, page));

    private static IEnumerable<string> Spans(string page) => Span().Matches(Fence().Replace(Text(page), "")).Select(m => m.Groups[1].Value).Distinct();

    [GeneratedRegex("(?<![\\w-])--[a-z][a-z0-9-]+")]
    private static partial Regex Option();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Span();

    [GeneratedRegex("^[a-z]+(/[a-z0-9*-]+)+$")]
    private static partial Regex AttackId();

    [GeneratedRegex(@"^[a-z]+/[\w./*-]*$")]
    private static partial Regex FilePath();

    [GeneratedRegex("/[A-Z]+([./]|$)")]
    private static partial Regex PlaceToFill();

    [GeneratedRegex(@"^[A-Z][a-z]+\w*(\.[A-Z]\w+)*$")]
    private static partial Regex TypeName();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
