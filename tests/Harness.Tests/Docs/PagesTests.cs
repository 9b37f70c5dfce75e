using System.CommandLine;
using Harness.Cli;
using Harness.Tests.Cli;

namespace Harness.Tests.Docs;

/// <summary>What the pages say is there, is there: links lead somewhere, commands are commands.</summary>
public sealed class PagesTests
{
    [TestCaseSource(typeof(Pages), nameof(Pages.All))]
    public void Every_link_leads_to_a_file_and_a_heading(string page)
    {
        foreach (string link in Pages.Links(page))
        {
            string[] parts = link.Split('#', 2);
            string target = parts[0].Length == 0 ? page : Path.GetRelativePath(Checkout.Root, Path.Combine(Checkout.Root, Path.GetDirectoryName(page)!, parts[0]));
            Path.Exists(Path.Combine(Checkout.Root, target)).Should().BeTrue("{0} links to {1}", page, link);
            if (parts.Length == 2)
                Pages.Anchors(target).Should().Contain(parts[1], "{0} links to {1}", page, link);
        }
    }

    [TestCaseSource(typeof(Pages), nameof(Pages.All))]
    public void Every_command_is_one_that_the_program_takes(string page)
    {
        RootCommand root = CommandLine.Root(new Terminal(TextWriter.Null, TextWriter.Null, PlainConsole.On(TextWriter.Null), null));
        foreach (string[] command in Pages.Commands(page))
        {
            root.Parse(command).Errors.Should().BeEmpty("{0} has the command {1}", page, string.Join(' ', command));
            command.Where(w => w.StartsWith("fixtures/", StringComparison.Ordinal) && !Path.Exists(Path.Combine(Checkout.Root, w)))
                .Should().BeEmpty("{0} has the command {1}", page, string.Join(' ', command));
        }
    }

    [Test]
    public void The_pages_have_commands_to_look_at()
        => Pages.All.Sum(p => Pages.Commands(p).Count()).Should().BeGreaterThan(60);

    [Test]
    public void Every_page_of_docs_is_linked_from_the_readme()
        => Pages.Links("README.md").Select(l => l.Split('#')[0]).Should().Contain(Pages.All.Where(p => p.StartsWith("docs/", StringComparison.Ordinal)));

    [Test]
    public void The_readme_has_a_row_for_every_verb()
    {
        RootCommand root = CommandLine.Root(new Terminal(TextWriter.Null, TextWriter.Null, PlainConsole.On(TextWriter.Null), null));
        string readme = Pages.Text("README.md");
        root.Subcommands.Should().OnlyContain(v => readme.Contains($"| [`{v.Name}", StringComparison.Ordinal));
    }
}
