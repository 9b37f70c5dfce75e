using System.CommandLine;
using Harness.Cli;
using Harness.Cli.Help;

namespace Harness.Tests.Cli;

public sealed class HelpTests
{
    private static readonly RootCommand _root = CommandLine.Root(new Terminal(TextWriter.Null, TextWriter.Null, PlainConsole.On(TextWriter.Null), null));

    private static IEnumerable<Command> Verbs() => _root.Subcommands.SelectMany(v => v.Subcommands.Count > 0 ? v.Subcommands : (IEnumerable<Command>)[v]);

    private static IEnumerable<string> Names => Verbs().Select(HelpText.Path);

    private static Command Named(string path) => Verbs().Single(v => HelpText.Path(v) == path);

    [Test]
    public void The_help_of_the_program_fits_a_terminal_and_a_screen()
        => HelpText.Of(_root, 79).TrimEnd().Split('\n').Where(l => !l.StartsWith("  smtp-harness", StringComparison.Ordinal))
            .Should().OnlyContain(l => l.Length <= 79).And.HaveCountLessThan(45);

    [TestCaseSource(nameof(Names))]
    public void The_help_of_a_verb_fits_a_terminal_but_for_commands_to_copy(string verb)
        => HelpText.Of(Named(verb), 79).Split('\n').Where(l => !l.Contains("smtp-harness", StringComparison.Ordinal)).Should().OnlyContain(l => l.Length <= 79);

    [TestCaseSource(nameof(Names))]
    public async Task Who_asks_for_help_need_not_give_what_the_verb_needs(string verb)
    {
        (int status, string output, string error) = await CliRun.RunAsync([.. verb.Split(' '), "--help"]);
        (status, error).Should().Be((0, ""));
        output.Should().Contain("Usage:").And.Contain("Example");
    }

    [TestCase("certfy", "there is no verb 'certfy': did you mean 'certify'? See smtp-harness --help")]
    [TestCase("", "no verb is given")]
    [TestCase("certify --onyl x", "certify has no option '--onyl': did you mean '--only'?")]
    [TestCase("certify --onyl", "certify has no option '--onyl'")]
    [TestCase("audit --foo fixtures/guide", "audit has no option '--foo'; see smtp-harness audit --help")]
    [TestCase("judge", "judge needs RUN.json: a run record")]
    [TestCase("list x", "list: 'x' is one word too many")]
    [TestCase("storm x", "storm needs --messages N: how many")]
    [TestCase("storm x -n abc", "--messages abc: give a whole number")]
    [TestCase("fuzz x --seed -1", "--seed -1: give a whole number that is not negative")]
    [TestCase("storm x -n 1 --rate y", "--rate y: give a number")]
    [TestCase("certify x --only", "--only needs a value: only attacks")]
    [TestCase("certify x --policy a --policy b", "--policy is given more than once")]
    [TestCase("replay", "replay of what? Give maillog")]
    public async Task What_is_wrong_with_a_line_is_told_with_what_to_write(string line, string told)
    {
        (int status, string output, string error) = await CliRun.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        (status, output).Should().Be((3, ""));
        error.Should().StartWith("smtp-harness: " + told).And.Contain("--help");
    }

    [TestCase("prove", "html")]
    [TestCase("storm -n 1", "junit")]
    [TestCase("mutate", "sarif")]
    public async Task A_format_that_a_verb_has_not_is_not_taken_for_text(string verb, string format)
        => (await CliRun.RunAsync([.. verb.Split(' '), Path.Combine(Checkout.Root, "fixtures", "guide"), "--format", format])).Error
            .Should().StartWith($"smtp-harness: no format {format}: give text, json");

    [TestCase("/nowhere/run.json", "no such file; give a run record")]
    [TestCase("/", "a directory; give a file, which is a run record")]
    public async Task A_file_that_is_none_is_told_in_plain_words(string path, string told)
        => (await CliRun.RunAsync("judge", path)).Error.Should().Be($"smtp-harness: {path}: {told}\n");

    [Test]
    public async Task What_an_audit_says_quietly_is_its_last_line()
    {
        string config = Path.Combine(Checkout.Root, "fixtures", "guide");
        string whole = (await CliRun.RunAsync("audit", config)).Out, quiet = (await CliRun.RunAsync("audit", config, "--quiet")).Out;
        quiet.Should().Be(whole.TrimEnd('\n').Split('\n')[^1] + "\n");
    }
}
