using Harness.Core.Scenarios;
using Harness.Core.Verdicts;

namespace Harness.Tests.Verdicts;

public class PolicyReaderTests
{
    private const string Guide = """
        title: what the guide promises
        rules:
          - { attacks: "outbound/*", level: should }
          - { attacks: "*", level: must }
        exceptions:
          - { attacks: "outbound/encrypts", reason: the partner offers no STARTTLS }
        """;

    private static Policy Read(string text) => PolicyReader.Read(text, "guide", "guide.yaml");

    [Test]
    public void The_first_rule_that_matches_decides()
    {
        Policy policy = Read(Guide);
        (policy.Name, policy.Title).Should().Be(("guide", "what the guide promises"));
        policy.LevelOf("outbound/encrypts").Should().Be(Level.Should);
        policy.LevelOf("helo/pc").Should().Be(Level.Must);
        policy.ExceptionFor("outbound/encrypts")!.Reason.Should().Be("the partner offers no STARTTLS");
    }

    [TestCase("title: t\nrules:\n  - { attacks: a/b }\n", 3, "lacks 'level'")]
    [TestCase("title: t\nrules:\n  - { attacks: a/b, level: Must }\n", 3, "did you mean 'must'?")]
    [TestCase("title: t\nrules:\n  - { attack: a/b, level: must }\n", 3, "did you mean 'attacks'?")]
    [TestCase("title: t\nrules: { attacks: a/b, level: must }\n", 2, "is a mapping, not a list")]
    [TestCase("title: t\nrules:\n  - a/b\n", 3, "is a text, not a mapping")]
    [TestCase("title: t\nrules:\n  - { attacks: 'a b', level: must }\n", 3, "in which * stands for anything")]
    [TestCase("title: t\nrules:\n  - { attacks: '*', level: must }\n  - { attacks: 'a/*', level: may }\n", 4, "never decides")]
    [TestCase("title: t\nrules: [{ attacks: '*', level: must }]\nexceptions:\n  - { attacks: a/b, reason: '' }\n", 4, "is empty")]
    [TestCase("title: t\nrule: []\n", 2, "did you mean 'rules'?")]
    [TestCase("title: &t t\n", 1, "anchor")]
    public void Says_where_a_policy_is_wrong(string text, int line, string why)
        => FluentActions.Invoking(() => Read(text)).Should().Throw<FixtureException>()
            .Which.Message.Should().StartWith($"guide.yaml:{line}: ").And.Contain(why);

    [Test]
    public void A_path_is_read_as_a_file_and_called_by_its_name()
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "ours.yaml");
        File.WriteAllText(path, Guide);
        PolicyReader.Load(path).Name.Should().Be("ours.yaml");
    }

    [Test]
    public void An_unknown_name_lists_the_shipped_ones()
        => FluentActions.Invoking(() => PolicyReader.Load("giude")).Should().Throw<ArgumentException>().WithMessage("no policy is called 'giude'; shipped are *");

    [Test]
    public void A_missing_file_is_the_callers_fault()
        => FluentActions.Invoking(() => PolicyReader.Load("./none.yaml")).Should().Throw<IOException>();

    [Test]
    public void A_policy_that_includes_another_goes_before_it()
    {
        Policy policy = Included("""
            title: ours
            include: theirs.yaml
            rules: [{ attacks: "helo/*", level: may }]
            exceptions: [{ attacks: "outbound/*", reason: "it's the partner's turn" }]
            """);
        (policy.LevelOf("helo/pc"), policy.LevelOf("outbound/x"), policy.LevelOf("tls/x")).Should().Be((Level.May, Level.Should, Level.Must));
        policy.ExceptionFor("outbound/encrypts")!.Reason.Should().Be("it's the partner's turn");
        (policy.Name, policy.Title).Should().Be(("ours.yaml", "ours"));
    }

    [Test]
    public void What_no_rule_matches_has_the_level_that_is_said_last()
    {
        Policy policy = PolicyReader.Load("hardened");
        policy.LevelOf("helo/malformed/anything").Should().Be(Level.Must, "the included guide says so");
        policy.LevelOf("nobody/knows").Should().Be(Level.May);
        PolicyReader.Read(policy.Text, "record", "record").Rules.Should().Equal(policy.Rules);
        Read("title: t\nrules: [{ attacks: a/b, level: must }]\notherwise: should\n").LevelOf("c/d").Should().Be(Level.Should);
    }

    [Test]
    public void Exceptions_alone_are_a_policy()
    {
        Policy policy = Included("title: ours\ninclude: theirs.yaml\nexceptions: [{ attacks: helo/pc, reason: old printers }]\n");
        (policy.LevelOf("helo/pc"), policy.ExceptionFor("helo/pc")!.Reason).Should().Be((Level.Must, "old printers"));
        policy.ExceptionFor("outbound/encrypts")!.Reason.Should().Be("the partner offers no STARTTLS");
    }

    [Test]
    public void The_text_of_a_policy_stands_for_itself_and_all_it_includes()
    {
        Policy policy = Included("title: 'ours: \"now\"'\ninclude: theirs.yaml\nexceptions: [{ attacks: \"outbound/*\", reason: \"it's a 'must' # really\" }]\n");
        Policy again = PolicyReader.Read(policy.Text, "record", "record");
        again.Rules.Should().Equal(policy.Rules);
        again.Exceptions.Should().Equal(policy.Exceptions);
        again.Title.Should().Be(policy.Title);
    }

    [TestCase("title: t\ninclude: theirs.yml\n", "cannot be followed: no policy is called 'theirs.yml'")]
    [TestCase("title: t\ninclude: none.yaml\n", "cannot be followed: ")]
    [TestCase("title: t\ninclude: ours.yaml\n", "one of them includes itself")]
    public void What_cannot_be_included_is_named(string text, string why)
        => FluentActions.Invoking(() => Included(text)).Should().Throw<FixtureException>().Which.Message.Should().Contain("ours.yaml:2: ").And.Contain(why);

    private static Policy Included(string text)
    {
        string directory = Path.Combine(TestContext.CurrentContext.WorkDirectory, TestContext.CurrentContext.Test.ID);
        Directory.CreateDirectory(directory);
        File.WriteAllText(Path.Combine(directory, "theirs.yaml"), Guide);
        File.WriteAllText(Path.Combine(directory, "ours.yaml"), text);
        return PolicyReader.Load(Path.Combine(directory, "ours.yaml"));
    }

    [TestCase("/etc/passwd"), TestCase("../theirs.yaml"), TestCase("theirs.yaml"), TestCase("guide")]
    public void The_policy_of_a_record_opens_no_file(string named)
        => FluentActions.Invoking(() => PolicyReader.ReadRecorded($"title: t\ninclude: {named}\n", "theirs", "run.json (its policy)"))
            .Should().Throw<FixtureException>().WithMessage("run.json (its policy):2: *that of a record is whole; give the policy you mean with --policy*");

    [Test]
    public void The_shipped_policies_are_sound()
    {
        string directory = Path.Combine(AppContext.BaseDirectory, "fixtures", "policies");
        foreach (string file in Directory.Exists(directory) ? Directory.GetFiles(directory, "*.yaml") : [])
        {
            PolicyReader.Load(Path.GetFileNameWithoutExtension(file)).Rules.Should().NotBeEmpty();
        }
    }
}
